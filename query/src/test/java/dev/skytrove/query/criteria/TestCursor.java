package dev.skytrove.query.criteria;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TestCursor {
    private static final long SEED = 20260704;

    @Test
    void cursorIsTheDocumentedOneAndReadsBack() {
        Position position = new Position(Instant.EPOCH.plusNanos(1_000), "at://did:plc:a/app.bsky.feed.post/1");
        Cursor cursor = new Cursor(position, 3);

        assertThat(cursor.encode())
                .isEqualTo("AgAAAAAAAAADAAAAAAAAAAFhdDovL2RpZDpwbGM6YS9hcHAuYnNreS5mZWVkLnBvc3QvMQ");
        assertThat(Cursor.decode(cursor.encode())).isEqualTo(cursor);
    }

    @Test
    void cursorsOfTheFirstVersionStillRead() {
        Position position = new Position(Instant.EPOCH.plusNanos(1_000), "at://did:plc:a/app.bsky.feed.post/1");

        assertThat(Cursor.decode("AQAAAAAAAAABYXQ6Ly9kaWQ6cGxjOmEvYXBwLmJza3kuZmVlZC5wb3N0LzE"))
                .isEqualTo(new Cursor(position, Cursor.ANY));
    }

    @Test
    void cursorReachesFromTheFirstYearToTheLast() {
        for (Instant sortAt : new Instant[] {TimeRange.ALL.start(), TimeRange.ALL.end()}) {
            Position position = new Position(sortAt, "at://did:web:a/app.bsky.feed.post/1");
            assertThat(decoded(position)).isEqualTo(position);
        }
    }

    @Test
    void whateverIsStoredHasACursorThatIsTaken() {
        Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            Position position = new Position(Instant.ofEpochSecond(random.nextInt()), "at://" + text(random));
            if (!decoded(position).equals(position)) {
                assertThat(decoded(position)).isEqualTo(position);
            }
        }
    }

    @Test
    void i6LongUrisArePagedPastInARequestLine() {
        for (String part : List.of("a", "ü", "あ", "😀", Character.toString(Character.MAX_CODE_POINT), "\ud7ff")) {
            for (int count : new int[] {2990, 3000, 10_000, 1_000_000}) {
                String uri = "at://did:plc:a/" + part.repeat(count);
                String cursor = new Cursor(new Position(Instant.EPOCH, uri), 1).encode();

                String place = Cursor.decode(cursor).place().uri();
                assertThat(cursor).hasSizeLessThan(12_100);
                assertThat(Arrays.compareUnsigned(place.getBytes(UTF_8), uri.getBytes(UTF_8))).isNotNegative();
            }
        }
    }

    private static Position decoded(Position position) {
        return Cursor.decode(new Cursor(position, 7).encode()).place();
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(30);
        for (int i = 0; i < length; i++) {
            int point = random.nextInt(random.nextBoolean() ? 0x80 : Character.MAX_CODE_POINT);
            text.appendCodePoint(Character.getType(point) == Character.SURROGATE ? '/' : point);
        }
        return text.toString();
    }

    @Test
    void behindAnInstantIsBeforeEverythingOlder() {
        Instant instant = Instant.parse("2026-07-04T14:00:00Z");

        assertThat(Position.behind(instant)).isEqualTo(new Position(Instant.parse("2026-07-04T13:59:59.999999Z"), ""));
    }
}
