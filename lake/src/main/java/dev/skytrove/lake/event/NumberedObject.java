package dev.skytrove.lake.event;

/**
 * What an identity, account or sync event wraps: the relay's own event.
 *
 * @param object where it lies, or {@link Slice#NONE}
 * @param seq the relay's number of it, or {@link EventScanner#ABSENT}
 * @param time a {@link TextSpan} of the time that it bears, or {@link TextSpan#NONE}
 */
record NumberedObject(Slice object, long seq, long time) {
    /** There is no such object. */
    static final NumberedObject NONE = new NumberedObject(Slice.NONE, EventScanner.ABSENT, TextSpan.NONE);

    /** The time that it bears in microseconds since 1970, or {@link CreatedAt#UNKNOWN}. */
    long micros(byte[] json) {
        return CreatedAt.micros(TextSpan.decode(json, time));
    }
}
