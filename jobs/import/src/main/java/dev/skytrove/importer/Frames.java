package dev.skytrove.importer;

import dev.skytrove.lake.ByteSlice;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** The events of a source, one after the other, each as JSON. */
interface Frames extends Closeable {
    /** The next one, in a buffer that the next call may reuse; empty behind the last one. */
    Optional<ByteSlice> next() throws IOException;

    /** Whether the one that was passed last is only the beginning of one that is too large. */
    boolean isCut();

    /** Whether their {@code rev} is made up, so that only the URI tells which record it is. */
    default boolean isDerived() {
        return false;
    }
}
