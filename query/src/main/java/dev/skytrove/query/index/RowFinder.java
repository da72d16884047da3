package dev.skytrove.query.index;

import dev.skytrove.query.files.PlannedFile;
import java.util.List;
import java.util.Optional;

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
}
