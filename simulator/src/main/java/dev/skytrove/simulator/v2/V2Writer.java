package dev.skytrove.simulator.v2;

import dev.skytrove.simulator.v2.EventParts.Slice;
import java.nio.ByteBuffer;

/** Writes frames with their members in alphabetical order, as the real service's encoder does. */
final class V2Writer {
    private static final String TYPE = "{\"$type\":\"message\",\"payload\":{\"$type\":\"network.bsky.jetstream.subscribeEvents#";

    private final Utf8Buffer out = new Utf8Buffer();
    private EventParts event = EventParts.NONE;

    /** The frame of an event; valid until the next call. */
    ByteBuffer write(EventParts parts, long seq) {
        event = parts;
        out.clear();
        out.ascii(TYPE).ascii(parts.kind()).ascii("\"");
        if (parts.kind().equals(EventParts.COMMIT)) {
            commit(seq);
        } else {
            wrapped(seq);
        }
        String time = WireTime.micros(parts.timeUs());
        out.ascii(",\"time\":\"").ascii(time).ascii("\",\"witnessedAt\":\"").ascii(time).ascii("\"}}");
        return out.buffer();
    }

    private void commit(long seq) {
        ofCommit("cid");
        ofCommit("collection");
        member("did");
        ofCommit("operation");
        ofCommit("record");
        ofCommit("rev");
        ofCommit("rkey");
        seq(seq);
    }

    /** Of the kinds there are, sync alone sorts behind seq. */
    private void wrapped(long seq) {
        String kind = event.kind();
        if (kind.compareTo("did") < 0) {
            member(kind);
        }
        member("did");
        if (kind.compareTo("did") > 0 && kind.compareTo("seq") < 0) {
            member(kind);
        }
        seq(seq);
        if (kind.compareTo("seq") > 0) {
            member(kind);
        }
    }

    private void seq(long seq) {
        out.ascii(",\"seq\":").number(seq);
    }

    private void member(String name) {
        value(name, event.members().get(name));
    }

    private void ofCommit(String name) {
        Slice slice = event.commit().get(name);
        if (slice != null) {
            value(name, slice);
        }
    }

    private void value(String name, Slice slice) {
        out.ascii(",\"").ascii(name).ascii("\":").copy(event.text(), slice);
    }
}
