package dev.skytrove.ingestor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.ingestor.jetstream.JetstreamUrl;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TestSources {
    private static final JetstreamUrl A = JetstreamUrl.parse("ws://a.example");
    private static final JetstreamUrl B = JetstreamUrl.parse("ws://b.example");
    private static final JetstreamUrl C = JetstreamUrl.parse("ws://c.example");

    @Test
    void afterTheLastComesTheFirst() {
        Sources sources = new Sources(List.of(A, B), 1);

        assertThat(sources.current(0)).isEqualTo(A);
        sources.next(0);
        assertThat(sources.current(0)).isEqualTo(B);
        sources.next(0);
        assertThat(sources.current(0)).isEqualTo(A);
    }

    @Test
    void twoReadersNeverHaveTheSame() {
        Sources sources = new Sources(List.of(A, B, C), 2);

        assertThat(sources.current(1)).isEqualTo(B);
        sources.next(0);
        assertThat(sources.current(0)).isEqualTo(C);
        sources.next(0);
        assertThat(sources.current(0)).isEqualTo(A);
    }

    @Test
    void whoHasTheOnlyFreeOneKeepsIt() {
        Sources sources = new Sources(List.of(A, B), 2);
        sources.next(0);

        assertThat(sources.current(0)).isEqualTo(A);
    }

    @Test
    void betterOneIsTakenOnlyWhileItIsFree() {
        Sources sources = new Sources(List.of(A, B, C), 2);
        assertThat(sources.better(0)).isEmpty();
        assertThat(sources.better(1)).isEmpty();
        sources.next(0);
        assertThat(sources.better(0)).contains(A);
        assertThat(sources.better(1)).contains(A);

        sources.change(1, A);
        sources.change(0, A);

        assertThat(sources.current(1)).isEqualTo(A);
        assertThat(sources.current(0)).isEqualTo(C);
        assertThat(sources.better(0)).contains(B);
    }
}
