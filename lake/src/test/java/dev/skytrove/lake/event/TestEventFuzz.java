package dev.skytrove.lake.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.ByteSlice;
import dev.skytrove.lake.HourKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.Test;

/** Mutated frames; {@code -Dskytrove.fuzz.events=1000000} asks for more of them. */
final class TestEventFuzz {
    private static final Instant RECEIVED = Instant.parse("2026-07-05T00:00:00Z");
    private static final int COUNT = Integer.getInteger("skytrove.fuzz.events", 20_000);

    /** What may stand where it should not: parts of JSON and bytes that are no UTF-8, each char a byte. */
    private static final List<String> TOKENS = List.of(
            "{", "}", "[", "]", "\"", ",", ":", "null", "true", "-1", "1e999", "\\u0000", "\\ud800", "\\", "\0",
            "123456789012345678901234567890", "\"did\":", "\"commit\":{", "\"record\":{", "\"record\":[]", "\"seq\":1,",
            "\"time_us\":1783175888085434,", "\"kind\":\"account\",", "\"kind\":\"x\",", "\"operation\":\"delete\",",
            "\"facets\":[{\"features\":[", "[".repeat(300), "{\"a\":".repeat(300), "9".repeat(1200), "x".repeat(60_000),
            "\u00EF\u00BB\u00BF", "\u00ED\u00A0\u0080", "\u00C0\u0080", "\u00F4\u0090\u0080\u0080");

    private final SplittableRandom random = new SplittableRandom(20260704);
    /** The same for all, so that nothing of one frame may be left for the next. */
    private final HeaderParser headers = new HeaderParser(FingerprintKey.NONE);
    private final EventRows rows = new EventRows();

    @Test
    void i6NoBytesMakeAnythingElseEscape() {
        List<byte[]> frames = Stream.concat(Frames.ofEveryTable().stream(), Recording.framesIfThere().stream())
                .toList();
        Map<MalformedReason, Integer> refused = new EnumMap<>(MalformedReason.class);
        int taken = 0;
        for (int i = 0; i < COUNT; i++) {
            byte[] frame = mutated(frames);
            assertReferenceAgrees(frame);
            try {
                EventHeader header = headers.parse(within(frame));
                assertRowAgrees(header, frame);
                taken++;
            } catch (MalformedEventException e) {
                refused.merge(e.reason(), 1, Integer::sum);
                assertThat(rowsRefuse(frame)).isEqualTo(e.reason());
            }
        }

        // Else the mutations were too tame or too wild to show anything.
        assertThat(taken).isBetween(COUNT / 20, COUNT / 2);
        assertThat(refused).hasSizeGreaterThan(MalformedReason.values().length / 2);
    }

    /** The frame between others, which must not matter. */
    private static ByteSlice within(byte[] frame) {
        byte[] array = new byte[frame.length + 16];
        Arrays.fill(array, (byte) '"');
        System.arraycopy(frame, 0, array, 5, frame.length);
        return new ByteSlice(array, 5, 5 + frame.length);
    }

    private static void assertReferenceAgrees(byte[] frame) {
        Optional<List<Object>> found = found(() -> ReferenceScanner.found(EventScanner.of(ByteSlice.of(frame)), frame));
        Optional<List<Object>> expected = found(() -> ReferenceScanner.scan(frame).found());
        assertThat(found).as(() -> new String(frame, StandardCharsets.UTF_8)).isEqualTo(expected);
    }

    /** Empty if it is refused: where several things are wrong, either may be the reason. */
    private static Optional<List<Object>> found(Scan scan) {
        try {
            return Optional.of(scan.found());
        } catch (MalformedEventException e) {
            return Optional.empty();
        }
    }

    private interface Scan {
        List<Object> found() throws MalformedEventException;
    }

    private void assertRowAgrees(EventHeader header, byte[] frame) throws MalformedEventException {
        EventRow row = rows.parse(frame, RECEIVED);
        assertThat(row.table()).isEqualTo(header.table());
        assertThat(row.hour()).isEqualTo(hour(header));
        assertThat(GenericData.get().validate(row.record().getSchema(), row.record()))
                .as(() -> new String(frame, StandardCharsets.UTF_8))
                .isTrue();
        // An array prints its texts too: what is not UTF-8 anywhere in the row shows here.
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(row.record().toString()))
                .isTrue();
    }

    private static HourKey hour(EventHeader header) {
        long micros = EventTime.indexed(header.timeUs(), RECEIVED);
        return HourKey.of(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }

    private MalformedReason rowsRefuse(byte[] frame) {
        try {
            rows.parse(frame, RECEIVED);
        } catch (MalformedEventException e) {
            return e.reason();
        }
        throw new AssertionError("no header, but a row: " + new String(frame, StandardCharsets.UTF_8));
    }

    private byte[] mutated(List<byte[]> frames) {
        byte[] frame = any(frames);
        for (int mutations = random.nextInt(1, 4); mutations > 0; mutations--) {
            frame = mutated(frame, any(frames));
        }
        return frame;
    }

    private byte[] mutated(byte[] frame, byte[] other) {
        int from = random.nextInt(frame.length + 1);
        int to = Math.min(frame.length, from + random.nextInt(20));
        return switch (random.nextInt(7)) {
            case 0 -> spliced(frame, from, frame.length, new byte[0]);
            case 1 -> spliced(frame, from, to, new byte[0]);
            case 2 -> spliced(frame, from, from, Arrays.copyOfRange(frame, from, to));
            case 3 -> spliced(frame, from, to, bytes());
            case 4 -> spliced(frame, from, to, token());
            case 5 -> spliced(frame, from, frame.length, tail(other));
            default -> spliced(frame, afterQuote(frame, from), afterQuote(frame, to), token());
        };
    }

    private static byte[] spliced(byte[] frame, int from, int to, byte[] middle) {
        byte[] result = Arrays.copyOf(frame, from + middle.length + frame.length - to);
        System.arraycopy(middle, 0, result, from, middle.length);
        System.arraycopy(frame, to, result, from + middle.length, frame.length - to);
        return result;
    }

    /** Where strings begin and end, a token more often leaves the rest valid. */
    private static int afterQuote(byte[] frame, int from) {
        for (int i = from; i < frame.length; i++) {
            if (frame[i] == '"') {
                return i + 1;
            }
        }
        return frame.length;
    }

    private byte[] tail(byte[] frame) {
        return Arrays.copyOfRange(frame, random.nextInt(frame.length + 1), frame.length);
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(1, 5)];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] token() {
        return TOKENS.get(random.nextInt(TOKENS.size())).getBytes(StandardCharsets.ISO_8859_1);
    }

    private byte[] any(List<byte[]> frames) {
        return frames.get(random.nextInt(frames.size()));
    }
}
