package dev.skytrove.lake.event;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** An event whose frame was scanned and found good. */
final class Event {
    private final byte[] json;
    private final EventScanner scanned;
    private final EventHeader header;

    private Event(byte[] json, EventScanner scanned, EventHeader header) {
        this.json = json;
        this.scanned = scanned;
        this.header = header;
    }

    static Event parse(byte[] json) throws MalformedEventException {
        EventScanner scanned = EventScanner.scan(json);
        return new Event(json, scanned, HeaderCheck.header(scanned, json));
    }

    EventHeader header() {
        return header;
    }

    /** The record's address. */
    String uri() {
        return "at://" + header.did() + "/" + header.collection() + "/" + header.rkey();
    }

    /** The commit's content identifier, empty if it names none. */
    String cid() {
        return scanned.cid;
    }

    /** Reads the commit's record. */
    JsonObject record() throws IOException {
        return JsonObject.read(json, scanned.record);
    }

    /** Reads the commit's record without the objects and arrays in it. */
    JsonObject shallowRecord() throws IOException {
        return JsonObject.readShallow(json, scanned.record);
    }

    /** Reads the object that an identity or account event is about. */
    JsonObject account() throws IOException {
        return JsonObject.read(json, header.kind().equals("identity") ? scanned.identity : scanned.account);
    }

    /** The commit's record exactly as delivered, escapes and all. */
    String rawRecord() {
        return new String(json, scanned.record.start(), scanned.record.length(), StandardCharsets.UTF_8);
    }

    /** The frame exactly as delivered. */
    String raw() {
        return new String(json, StandardCharsets.UTF_8);
    }
}
