package dev.skytrove.query.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class TestPosition {
    @Test
    void cursorIsTheDocumentedOneAndReadsBack() {
        Position position = new Position(Instant.EPOCH.plusNanos(1_000), "at://did:plc:a/app.bsky.feed.post/1");

        assertThat(position.encode()).isEqualTo("AQAAAAAAAAABYXQ6Ly9kaWQ6cGxjOmEvYXBwLmJza3kuZmVlZC5wb3N0LzE");
        assertThat(Position.decode(position.encode())).isEqualTo(position);
    }

    @Test
    void cursorReachesFromTheFirstYearToTheLast() {
        for (Instant sortAt : new Instant[] {TimeRange.ALL.start(), TimeRange.ALL.end()}) {
            Position position = new Position(sortAt, "at://did:web:a/app.bsky.feed.post/1");
            assertThat(Position.decode(position.encode())).isEqualTo(position);
        }
    }

    @Test
    void behindAnInstantIsBeforeEverythingOlder() {
        Instant instant = Instant.parse("2026-07-04T14:00:00Z");

        assertThat(Position.behind(instant)).isEqualTo(new Position(Instant.parse("2026-07-04T13:59:59.999999Z"), ""));
    }
}
