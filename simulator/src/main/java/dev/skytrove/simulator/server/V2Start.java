package dev.skytrove.simulator.server;

import dev.skytrove.simulator.v2.V2History;

/**
 * Where a client of the v2 wire is served from.
 *
 * @param position the first event
 * @param notice the text of the frame that comes before it, empty if there is nothing to say
 */
record V2Start(long position, String notice) {
    /** From here on a cursor is a time in microseconds, not a {@code seq}. */
    private static final long FIRST_TIME = 1_000_000_000_000_000L;

    /** @throws XrpcException if the cursor is below the floor */
    static V2Start of(Query query, V2History history, ServerSettings settings) {
        if (query.first("cursor", "").isEmpty()) {
            long first = settings.liveTip() ? history.size() : settings.v2().floor() - 1;
            return new V2Start(Math.min(first, history.size()), "");
        }
        long cursor = query.count("cursor", 0);
        long floor = settings.v2().floor();
        return cursor >= FIRST_TIME ? atTime(cursor, history, floor) : atSeq(cursor, history, floor);
    }

    private static V2Start atSeq(long cursor, V2History history, long floor) {
        long next = history.size() + 1;
        if (cursor > next) {
            return new V2Start(history.size(), info("FutureCursor",
                    "seq " + cursor + " is beyond the next one, " + next + "; starting at the live tip"));
        }
        long seq = Math.max(1, cursor);
        if (seq < floor) {
            throw new XrpcException("CursorTooOld",
                    "cursor too old: seq " + cursor + " is below the lowest one that is kept, " + floor);
        }
        return new V2Start(seq - 1, "");
    }

    private static V2Start atTime(long timeUs, V2History history, long floor) {
        long position = history.firstAtOrAfter(timeUs);
        boolean outdated = history.isBeforeAll(timeUs) || position < floor - 1;
        long first = Math.min(Math.max(position, floor - 1), history.size());
        return new V2Start(first, outdated
                ? info("OutdatedCursor", "the time is before what is kept; starting at seq " + (first + 1))
                : "");
    }

    private static String info(String name, String message) {
        return "{\"$type\":\"message\",\"payload\":{\"$type\":\"network.bsky.jetstream.subscribeEvents#info\",\"message\":\""
                + message + "\",\"name\":\"" + name + "\"}}";
    }
}
