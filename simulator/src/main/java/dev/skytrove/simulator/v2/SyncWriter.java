package dev.skytrove.simulator.v2;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.SplittableRandom;

/** Makes sync events, which the v1 wire lacks, in the form that it would give them. */
final class SyncWriter {
    private static final String TID_DIGITS = "234567abcdefghijklmnopqrstuvwxyz";
    private static final int TID_LENGTH = 13;
    /** Below the numbers of generated account and identity events. */
    private static final long FIRST_SEQUENCE = 30_000_000_000L;

    private static final long SEEN_DELAY_US = 200_000;
    private static final int BLOCK_BYTES = 240;

    /** The event at a position: of the account of the event before it, and a microsecond later. */
    ByteBuffer write(EventParts before, long position) {
        long timeUs = before.timeUs() + 1;
        byte[] blocks = new byte[BLOCK_BYTES];
        new SplittableRandom(position).nextBytes(blocks);
        String did = before.json("did");
        String event = "{\"did\":" + did + ",\"time_us\":" + timeUs + ",\"kind\":\"sync\",\"sync\":{\"blocks\":{\"$bytes\":\""
                + Base64.getEncoder().withoutPadding().encodeToString(blocks) + "\"},\"did\":" + did + ",\"rev\":\""
                + tid(timeUs - SEEN_DELAY_US) + "\",\"seq\":" + (FIRST_SEQUENCE + position) + ",\"time\":\""
                + WireTime.millis(timeUs - SEEN_DELAY_US) + "\"}}";
        return ByteBuffer.wrap(event.getBytes(StandardCharsets.UTF_8));
    }

    private static String tid(long micros) {
        StringBuilder text = new StringBuilder(TID_LENGTH);
        for (int shift = 5 * (TID_LENGTH - 1); shift >= 0; shift -= 5) {
            text.append(TID_DIGITS.charAt((int) ((micros << 10) >>> shift) & 31));
        }
        return text.toString();
    }
}
