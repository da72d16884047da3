package dev.skytrove.lake.event;

import dev.skytrove.lake.ByteSlice;
import dev.skytrove.lake.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** An event whose frame was scanned and found good. */
final class Event {
    private final byte[] json;
    private final EventScanner scanned;
    private final EventHeader header;
    private final long indexedAt;

    private Event(byte[] json, EventScanner scanned, EventHeader header, Instant receivedAt) {
        this.json = json;
        this.scanned = scanned;
        this.header = header;
        this.indexedAt = EventTime.indexed(header.timeUs(), receivedAt);
    }

    static Event parse(byte[] json, Instant receivedAt) throws MalformedEventException {
        ByteSlice frame = ByteSlice.of(json);
        EventScanner scanned = EventScanner.of(frame);
        return new Event(json, scanned, new HeaderCheck(FingerprintKey.NONE).header(scanned, frame), receivedAt);
    }

    EventHeader header() {
        return header;
    }

    /** When it happened, as the lake takes it, in microseconds since 1970. */
    long indexedAt() {
        return indexedAt;
    }

    /** The table of what it is, whatever its size. */
    Table tableOfKind() {
        return switch (scanned.kind) {
            case "commit" -> Routing.ofCommit(collection(), header.operation());
            case "identity", "account" -> Table.ACCOUNTS;
            default -> Table.OTHERS;
        };
    }

    String kind() {
        return scanned.kind;
    }

    /** Whose repository or account it is; empty only for an unknown kind. */
    String did() {
        return text(scanned.did);
    }

    /** The record's address. */
    String uri() {
        return "at://" + did() + "/" + collection() + "/" + rkey();
    }

    /** The commit's collection. */
    String collection() {
        return TextSpan.decode(json, scanned.collection, Routing.COLLECTIONS);
    }

    /** The commit's record key. */
    String rkey() {
        return text(scanned.rkey);
    }

    /** The commit's revision. */
    String rev() {
        return text(scanned.rev);
    }

    /** The commit's content identifier, empty if it names none. */
    String cid() {
        return text(scanned.cid);
    }

    /** The number of an identity or account event; 0 if it has none. */
    long seq() {
        return Math.max(0, relayed().seq());
    }

    private NumberedObject relayed() {
        return scanned.kind.equals("identity") ? scanned.identity : scanned.account;
    }

    private String text(long span) {
        return TextSpan.decode(json, span);
    }

    /** Reads the commit's record. */
    JsonObject record() {
        return JsonObject.read(json, scanned.record);
    }

    /** Reads the object that an identity or account event is about. */
    JsonObject account() {
        return JsonObject.read(json, relayed().object());
    }

    /** The commit's record exactly as delivered, escapes and all. */
    String rawRecord() {
        return new String(json, scanned.record.start(), scanned.record.length(), StandardCharsets.UTF_8);
    }

    /** The same without the text of a field that a column has: see {@link RecordText}. */
    String rawRecordWithout(String field) {
        return RecordText.without(json, scanned.record, field);
    }

    /** How many bytes the frame has. */
    int size() {
        return json.length;
    }

    /** The frame exactly as delivered. */
    String raw() {
        return new String(json, StandardCharsets.UTF_8);
    }
}
