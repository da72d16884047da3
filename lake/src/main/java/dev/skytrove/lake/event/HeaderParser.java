package dev.skytrove.lake.event;

import dev.skytrove.lake.ByteSlice;

/** Reads the headers of events, one after the other. Used by one thread. */
public final class HeaderParser {
    private final EventScanner scanner = new EventScanner();
    private final HeaderCheck check;

    /** @param key what fingerprints are made with */
    public HeaderParser(FingerprintKey key) {
        this.check = new HeaderCheck(key);
    }

    /**
     * Reads an event's header.
     *
     * @param json the frame as received; not modified, not kept
     * @throws MalformedEventException if it is no event; nothing else is thrown for any content
     */
    public EventHeader parse(ByteSlice json) throws MalformedEventException {
        scanner.scan(json);
        return check.header(scanner, json);
    }
}
