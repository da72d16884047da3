package dev.skytrove.query.posts;

import dev.skytrove.lake.LakeFile;
import dev.skytrove.query.files.FilePart;
import dev.skytrove.query.files.PlannedFile;
import dev.skytrove.query.index.RowFinder;
import dev.skytrove.query.index.RowRange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Rules out files of posts that have none of some accounts, as far as that is known.
 *
 * @param known whose posts a file has, by the fingerprints of accounts
 * @param authors the fingerprints of these accounts
 * @param others asked of all other files
 */
record AuthorFiles(Map<LakeFile, int[]> known, List<Integer> authors, RowFinder others) implements RowFinder {
    @Override
    public Optional<List<RowRange>> rows(PlannedFile file) {
        int[] digest = known.get(file.file());
        return digest == null || KeyDigests.hasAny(digest, authors) ? others.rows(file) : Optional.of(List.of());
    }

    @Override
    public void opened(PlannedFile file, LongSupplier rows) {
        others.opened(file, rows);
    }

    @Override
    public void reads(PlannedFile file, FilePart part) {
        others.reads(file, part);
    }
}
