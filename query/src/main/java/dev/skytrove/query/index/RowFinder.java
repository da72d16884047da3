package dev.skytrove.query.index;

import dev.skytrove.query.files.FilePart;
import dev.skytrove.query.files.PlannedFile;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Tells which rows of files can match. */
@FunctionalInterface
public interface RowFinder {
    /** Knows nothing. */
    RowFinder ANY = file -> Optional.empty();

    /**
     * The rows of a file of posts that can match, none if no row can.
     *
     * @return empty if that is not known: any row can
     */
    Optional<List<RowRange>> rows(PlannedFile file);

    /**
     * Compares what it was told of a file with the file, which is opened now.
     *
     * @param rows how many it has, asked for if that is of use; below 0 if it cannot be told
     * @throws dev.skytrove.query.files.WrongIndexException if they do not fit, so that posts may be missing
     */
    default void opened(PlannedFile file, LongSupplier rows) {}

    /**
     * The same of rows that can match.
     *
     * @param part what is here of the file
     */
    default void reads(PlannedFile file, FilePart part) {}
}
