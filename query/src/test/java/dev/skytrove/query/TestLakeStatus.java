package dev.skytrove.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.FlushState;
import dev.skytrove.query.files.LakeContents;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TestLakeStatus {
    private static final Instant NOW = Instant.parse("2026-07-04T14:00:00Z");

    @Test
    void i6AStateOfTheFutureIsNotBelieved() {
        assertThat(status(1_783_177_200_000_000L).flushState(NOW)).as("an hour ahead").isPresent();
        assertThat(status(1_783_177_200_000_001L).flushState(NOW)).isEmpty();
        assertThat(status(Long.MAX_VALUE).flushState(NOW)).isEmpty();
    }

    private static LakeStatus status(long cursor) {
        FlushState state = new FlushState(2, cursor, "a.example", Optional.empty());
        return new LakeStatus(
                Optional.of(state), new LakeContents(Optional.empty(), Optional.empty(), 0, 0, true), List.of());
    }
}
