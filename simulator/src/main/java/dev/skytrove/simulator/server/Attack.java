package dev.skytrove.simulator.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** What a server may send that means harm: valid on its wire, and in no history. */
final class Attack {
    private static final Instant NOW = Instant.parse("2026-07-04T14:38:08Z");
    private static final Instant FUTURE = Instant.parse("2099-01-01T00:00:00Z");
    private static final String V2 = "{\"$type\":\"message\",\"payload\":{\"$type\":\"network.bsky.jetstream.subscribeEvents#";
    private static final int PING = 0x89;
    private static final int PING_BYTES = 125;

    private Attack() {}

    /** @param seq the number on the v2 wire of the event that was sent last */
    static String future(Wire wire, long seq) {
        return post(wire, seq, FUTURE, "future", "of another time");
    }

    /** @param bytes of the text, which is of one letter */
    static String large(Wire wire, long seq, int bytes) {
        return post(wire, seq, NOW, "large", "x".repeat(bytes));
    }

    /** Text that whoever looks for URLs in it must read more than once, if he is careless. */
    static String notice(Wire wire, int bytes) {
        String text = "://".repeat(bytes / 3 + 1).substring(0, bytes);
        return wire == Wire.V2 ? V2 + "info\",\"name\":\"Attack\",\"message\":\"" + text + "\"}}" : text;
    }

    static ByteBuf pings(int count) {
        ByteBuf pings = Unpooled.buffer(count * (2 + PING_BYTES));
        for (int i = 0; i < count; i++) {
            pings.writeByte(PING).writeByte(PING_BYTES).writeZero(PING_BYTES);
        }
        return pings;
    }

    private static String post(Wire wire, long seq, Instant time, String key, String text) {
        String did = "\"did\":\"did:plc:attacker\",";
        String commit = String.format(
                Locale.ROOT,
                "\"rev\":\"%s%d\",\"operation\":\"create\",\"collection\":\"app.bsky.feed.post\",\"rkey\":\"%1$s%2$d\","
                        + "\"record\":{\"$type\":\"app.bsky.feed.post\",\"text\":\"%s\"},\"cid\":\"bafyattack\"",
                key,
                seq,
                text);
        return wire == Wire.V2
                ? V2 + "commit\"," + did + "\"seq\":" + seq + ",\"time\":\"" + time.toString().replace("Z", ".000000Z") + "\"," + commit + "}}"
                : "{" + did + "\"time_us\":" + ChronoUnit.MICROS.between(Instant.EPOCH, time)
                        + ",\"kind\":\"commit\",\"commit\":{" + commit + "}}";
    }
}
