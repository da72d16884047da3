package dev.skytrove.query.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Table;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class TestKnownUnreadableFiles {
    private static final HourKey HOUR = HourKey.of(Instant.parse("2026-07-04T12:00:00Z"));

    private Instant now = Instant.parse("2026-07-05T00:00:00Z");

    @Test
    void i5MemoryOfThemIsBounded() {
        UnreadableFiles files = new UnreadableFiles(Clock.systemUTC());
        for (int batch = 1; batch <= UnreadableFiles.MOST + 5; batch++) {
            files.add(file(batch, 10), "test");
        }

        assertThat(files.count()).isEqualTo(UnreadableFiles.MOST);
        assertThat(files.contains(file(5, 10))).isFalse();
        assertThat(files.contains(file(6, 10))).isTrue();
    }

    @Test
    void fileIsLookedAtAgain() {
        InstantSource source = () -> now;
        UnreadableFiles files = new UnreadableFiles(source.withZone(ZoneOffset.UTC));
        files.add(file(1, 10), "test");

        assertThat(files.contains(file(1, 11))).isFalse();
        assertThat(files.contains(file(1, 10))).isTrue();
        now = now.plus(UnreadableFiles.REMEMBERED).plus(Duration.ofSeconds(1));
        assertThat(files.contains(file(1, 10))).isFalse();
        assertThat(files.count()).isZero();
    }

    private static PlannedFile file(long batch, long size) {
        return new PlannedFile(LakeFile.flushed(Table.POSTS, HOUR, batch), size);
    }
}
