package dev.skytrove.lake.event;

import dev.skytrove.lake.ByteSlice;

/** Reads the headers of events, one after the other. Used by one thread. */
public final class HeaderParser {
    private final EventScanner scanner = new EventScanner();

    /**
     * Reads an event's header.
     *
     * @param json the frame as received; not modified, not kept
     * @throws MalformedEventException if it is no event; nothing else is thrown for any content
     */
    public EventHeader parse(ByteSlice json) throws MalformedEventException {
        scanner.scan(json);
        return HeaderCheck.header(scanner, json);
    }
}
