package dev.skytrove.lake.event;

/**
 * Where a value lies in a frame.
 *
 * @param start the index of its first byte, of an object that of its opening brace
 * @param end the index behind its last byte, of an object that behind its closing brace
 */
record Slice(int start, int end) {
    /** There is no value. */
    static final Slice NONE = new Slice(0, 0);

    int length() {
        return end - start;
    }
}
