package dev.skytrove.lake.event;

/**
 * Where an object lies in a frame.
 *
 * @param start the index of its opening brace
 * @param end the index after its closing brace
 */
record Slice(int start, int end) {
    /** There is no object. */
    static final Slice NONE = new Slice(0, 0);

    int length() {
        return end - start;
    }
}
