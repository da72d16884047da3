package dev.skytrove.buffer.batch;

import dev.skytrove.lake.Table;
import dev.skytrove.lake.event.EventTime;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Counts the events of a batch by the hour that the lake files them under, and by the table of their kind. */
public final class HourCounts {
    private static final long HOUR_US = Duration.ofHours(1).toMillis() * 1_000;

    private final Instant now;
    private final Map<Long, Map<Table, long[]>> hours = new HashMap<>();
    private final Map<Long, Long> malformed = new HashMap<>();
    private long lastHour = Long.MIN_VALUE;
    private Map<Table, long[]> last = Map.of();

    /** @param now when the batch is stored */
    HourCounts(Instant now) {
        this.now = now;
    }

    /** @param fresh whether the event had not come before */
    void add(Table table, long timeUs, boolean fresh) {
        long hour = EventTime.indexed(timeUs, now) / HOUR_US;
        if (hour != lastHour) {
            lastHour = hour;
            last = hours.computeIfAbsent(hour, _ -> new EnumMap<>(Table.class));
        }
        long[] counts = last.computeIfAbsent(table, _ -> new long[2]);
        counts[0]++;
        counts[1] += fresh ? 1 : 0;
    }

    void malformed(Instant receivedAt) {
        malformed.merge(receivedAt.getEpochSecond() / Duration.ofHours(1).toSeconds(), 1L, Long::sum);
    }

    /** As {@code <hour> <table> <received> <ingested>,…} and {@code <hour> malformed <count>,…}; hours since 1970. */
    public String text() {
        StringBuilder text = new StringBuilder();
        hours.forEach((hour, tables) -> tables.forEach((table, counts) ->
                item(text, hour + " " + table.label() + " " + counts[0] + " " + counts[1])));
        malformed.forEach((hour, count) -> item(text, hour + " malformed " + count));
        return text.toString();
    }

    private static void item(StringBuilder text, String item) {
        text.append(text.isEmpty() ? "" : ",").append(item);
    }
}
