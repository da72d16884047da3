package dev.skytrove.query.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.HourKey;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TestTimelyKeys {
    private static final Instant SEEN = Instant.parse("2026-07-04T12:30:00Z");

    /** Where a row of that key could be timely, to a second. */
    private static final Duration SECOND = Duration.ofNanos(RecordKeyTime.SECOND_MICROS * 1000);

    @ParameterizedTest
    @ValueSource(strings = {"self", "", "3kabc", "zzzzzzzzzzzzz", "3KABCDEFGHIJK", "3k\u00e9bcdefghijk", "1111111111111", "..........."})
    void keysThatTellNoTimeHaveTheHourOfTheirRow(String key) throws SQLException {
        assertThat(hours(List.of(key))).containsExactly(HourKey.of(SEEN));
    }

    @Test
    void hoursOfEachKeyAreAmongThemAndFewOthers() throws SQLException {
        Random random = new Random(20260704);
        for (int i = 0; i < 500; i++) {
            Instant time = SEEN.plusSeconds(random.nextInt(-90_000, 90_000)).plusNanos(random.nextInt(1_000_000) * 1_000L);
            String key = RecordKeyTime.first(time);
            Set<HourKey> hours = hours(List.of(key));

            assertThat(hours).contains(HourKey.of(SEEN), HourKey.of(time.minus(TimelyKeys.MARGIN)), HourKey.of(time.plus(TimelyKeys.MARGIN)));
            assertThat(allowed(time)).containsAll(hours);
        }
    }

    @Test
    void edgesOfTheMarginAreInBothHours() throws SQLException {
        Instant hour = Instant.parse("2026-07-05T09:00:00Z");

        assertThat(hours(List.of(RecordKeyTime.first(hour.minus(TimelyKeys.MARGIN))))).contains(HourKey.of(hour));
        assertThat(hours(List.of(RecordKeyTime.first(hour.plus(TimelyKeys.MARGIN).minusNanos(1_000)))))
                .contains(HourKey.of(hour.minusNanos(1)));
    }

    private static Set<HourKey> allowed(Instant time) {
        Set<HourKey> allowed = new HashSet<>(Set.of(HourKey.of(SEEN)));
        Duration most = TimelyKeys.MARGIN.plus(SECOND);
        for (Duration offset : List.of(most.negated(), TimelyKeys.MARGIN.negated(), TimelyKeys.MARGIN, most)) {
            allowed.add(HourKey.of(time.plus(offset)));
        }
        return allowed;
    }

    private static Set<HourKey> hours(List<String> keys) throws SQLException {
        String rows = "(SELECT unnest(?::VARCHAR[]) AS rkey, ?::TIMESTAMPTZ AS indexed_at)";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                PreparedStatement statement = connection.prepareStatement(TimelyKeys.hours(rows))) {
            statement.setArray(1, connection.createArrayOf("VARCHAR", keys.toArray()));
            statement.setString(2, SEEN.toString());
            Set<HourKey> hours = new HashSet<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    hours.add(HourKey.ofNumber(result.getLong(1)));
                }
            }
            return hours;
        }
    }
}
