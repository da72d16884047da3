package dev.skytrove.buffer;

import dev.skytrove.lake.ByteSlice;
import dev.skytrove.lake.event.EventHeader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** Made-up events: number {@code n} has {@code time_us} n, and its bytes name queue and number. */
public final class Events {
    public static final String HOST = "jetstream.example";

    private Events() {}

    public static ReceivedEvent.Valid event(Queue queue, long number) {
        EventHeader header = new EventHeader(queue.table(), number, "create", fingerprint(queue, number));
        return new ReceivedEvent.Valid(ByteSlice.of(text(queue, number).getBytes(StandardCharsets.UTF_8)), header);
    }

    public static List<ReceivedEvent> events(Queue queue, long from, long to) {
        return LongStream.range(from, to).<ReceivedEvent>mapToObj(number -> event(queue, number)).toList();
    }

    public static List<String> texts(Queue queue, long from, long to) {
        return LongStream.range(from, to).mapToObj(number -> text(queue, number)).toList();
    }

    public static String text(Queue queue, long number) {
        return queue.label() + " " + number;
    }

    public static ReceivedEvent malformed(String raw) {
        return new ReceivedEvent.Malformed(ByteSlice.of(raw.getBytes(StandardCharsets.UTF_8)), "invalid_json", Instant.parse("2026-07-04T12:00:00Z"));
    }

    // Poor as a hash, and 0 for the first event: the window must not mind.
    private static long fingerprint(Queue queue, long number) {
        return number << 4 | Arrays.asList(Queue.values()).indexOf(queue);
    }
}
