package dev.skytrove.buffer.redis;

import dev.skytrove.buffer.ReceivedEvent;
import dev.skytrove.buffer.redis.client.Bytes;
import dev.skytrove.lake.ByteSlice;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.event.EventHeader;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** Made-up events: number {@code n} has {@code time_us} n, and its bytes name table and number. */
public final class Events {
    public static final String HOST = "jetstream.example";

    private Events() {}

    public static ReceivedEvent.Valid event(Table table, long number) {
        EventHeader header = new EventHeader(table, number, "create", fingerprint(table, number));
        return new ReceivedEvent.Valid(ByteSlice.of(Bytes.of(text(table, number))), header);
    }

    public static List<ReceivedEvent> events(Table table, long from, long to) {
        return LongStream.range(from, to).<ReceivedEvent>mapToObj(number -> event(table, number)).toList();
    }

    public static List<String> texts(Table table, long from, long to) {
        return LongStream.range(from, to).mapToObj(number -> text(table, number)).toList();
    }

    public static String text(Table table, long number) {
        return table.label() + " " + number;
    }

    public static ReceivedEvent malformed(String raw) {
        return new ReceivedEvent.Malformed(ByteSlice.of(Bytes.of(raw)), "invalid_json", Instant.parse("2026-07-04T12:00:00Z"));
    }

    // Poor as a hash, and 0 for the first event: the window must not mind.
    private static long fingerprint(Table table, long number) {
        return number << 4 | Arrays.asList(Table.values()).indexOf(table);
    }
}
