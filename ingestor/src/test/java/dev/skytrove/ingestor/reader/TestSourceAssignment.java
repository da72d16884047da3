package dev.skytrove.ingestor.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.ingestor.health.StateMachine;
import dev.skytrove.ingestor.jetstream.Jetstream;
import dev.skytrove.ingestor.jetstream.JetstreamUrl;
import dev.skytrove.ingestor.jetstream.Subscription;
import dev.skytrove.ingestor.metrics.IngestorMetrics;
import dev.skytrove.ingestor.source.EventSource;
import dev.skytrove.lake.DataSize;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

final class TestSourceAssignment {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Jetstream JETSTREAM = new Jetstream(
            new Jetstream.Settings(
                    new Subscription(List.of(), List.of(), DataSize.ofMebibytes(1)),
                    false,
                    "",
                    Duration.ofSeconds(10),
                    1,
                    DataSize.ofMebibytes(1)),
            new IngestorMetrics(new SimpleMeterRegistry(), new StateMachine(CLOCK), CLOCK),
            CLOCK);
    private static final EventSource A = server("ws://a.example");
    private static final EventSource B = server("ws://b.example");
    private static final EventSource C = server("ws://c.example");

    @AfterAll
    static void close() {
        JETSTREAM.close();
    }

    @Test
    void afterTheLastComesTheFirst() {
        SourceAssignment sources = new SourceAssignment(List.of(A, B), 1);

        assertThat(sources.current(0)).isEqualTo(A);
        sources.next(0);
        assertThat(sources.current(0)).isEqualTo(B);
        sources.next(0);
        assertThat(sources.current(0)).isEqualTo(A);
    }

    @Test
    void twoReadersNeverHaveTheSame() {
        SourceAssignment sources = new SourceAssignment(List.of(A, B, C), 2);

        assertThat(sources.current(1)).isEqualTo(B);
        sources.next(0);
        assertThat(sources.current(0)).isEqualTo(C);
        sources.next(0);
        assertThat(sources.current(0)).isEqualTo(A);
    }

    @Test
    void whoHasTheOnlyFreeOneKeepsIt() {
        SourceAssignment sources = new SourceAssignment(List.of(A, B), 2);
        sources.next(0);

        assertThat(sources.current(0)).isEqualTo(A);
    }

    @Test
    void betterOneIsTakenOnlyWhileItIsFree() {
        SourceAssignment sources = new SourceAssignment(List.of(A, B, C), 2);
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

    private static EventSource server(String url) {
        return JETSTREAM.source(JetstreamUrl.parse(url));
    }
}
