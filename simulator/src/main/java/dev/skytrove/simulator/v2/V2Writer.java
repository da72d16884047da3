package dev.skytrove.simulator.v2;

import dev.skytrove.simulator.json.JsonText;
import dev.skytrove.simulator.v2.EventParts.Slice;
import java.nio.ByteBuffer;

/** Writes frames with their members in alphabetical order, as the real service's encoder does. */
final class V2Writer {
    private static final String TYPE = "{\"$type\":\"message\",\"payload\":{\"$type\":\"network.bsky.jetstream.subscribeEvents#";

    private final JsonText out = new JsonText();
    private EventParts event = EventParts.NONE;

    /** The frame of an event; valid until the next call. */
    ByteBuffer write(EventParts parts, long seq) {
        event = parts;
        out.clear();
        out.raw(TYPE).raw(parts.kind()).raw("\"");
        if (parts.kind().equals(EventParts.COMMIT)) {
            commit(seq);
        } else {
            wrapped(seq);
        }
        String time = WireTime.micros(parts.timeUs());
        out.raw(",\"time\":\"").raw(time).raw("\",\"witnessedAt\":\"").raw(time).raw("\"}}");
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
        out.raw(",\"seq\":").number(seq);
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
        out.raw(",\"").raw(name).raw("\":").copy(event.text(), slice.start(), slice.end());
    }
}
