package dev.skytrove.importer;

import dev.skytrove.lake.ByteSlice;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
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

    /** Why the one that was passed last is no event, in a word; empty where only looking at it tells. */
    default Optional<String> fault() {
        return Optional.empty();
    }

    /** What of the source has no place in the one that was passed last. */
    default List<String> unmapped() {
        return List.of();
    }

    /** What the source has of the one that was passed last, for people; asked only if there is a fault or something unmapped. */
    default ByteSlice raw() {
        throw new IllegalStateException("all of it was passed");
    }
}
