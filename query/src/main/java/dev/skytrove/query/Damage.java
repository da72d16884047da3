package dev.skytrove.query;

import dev.skytrove.query.duckdb.QueryFailedException;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.files.LocalFiles;
import dev.skytrove.query.files.ParquetEnds;
import dev.skytrove.query.files.PlannedFile;
import dev.skytrove.query.files.UnreadableFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the files that make a statement over many of them fail. DuckDB does not say which it was; files are looked at
 * only after a failure, so that whole ones cost nothing.
 */
final class Damage {
    private final FileProbe probe;
    private final LocalFiles files;
    private final UnreadableFiles unreadable;

    /** What was fetched again because its copy was damaged: no file more than once. */
    private final Set<PlannedFile> refetched = new HashSet<>();

    Damage(Session session, LocalFiles files, UnreadableFiles unreadable) {
        this.probe = new FileProbe(session);
        this.files = files;
        this.unreadable = unreadable;
    }

    /** Those of some files that were found to be unreadable before. */
    List<PlannedFile> known(List<PlannedFile> some) {
        return unreadable.count() == 0 ? List.of() : some.stream().filter(unreadable::contains).toList();
    }

    /**
     * The unreadable ones of pinned files. Damaged copies are fetched again first: the rest may then be whole, even all.
     *
     * @throws QueryFailedException {@code failure}, if none is damaged
     */
    List<PlannedFile> find(List<LocalFile> local, QueryFailedException failure) {
        List<LocalFile> damaged = local.stream().filter(file -> !hasEnds(file)).toList();
        if (damaged.isEmpty()) {
            damaged = local.stream().filter(file -> !isReadable(file)).toList();
        }
        if (damaged.isEmpty()) {
            throw failure;
        }
        List<PlannedFile> lost = new ArrayList<>();
        for (LocalFile file : damaged) {
            if (!isMended(file)) {
                unreadable.add(file.planned(), hasEnds(file) ? firstLine(failure) : "it is empty, cut off or no Parquet");
                lost.add(file.planned());
            }
        }
        return lost;
    }

    private boolean isMended(LocalFile file) {
        if (!refetched.add(file.planned()) || !files.discard(file.planned())) {
            return false;
        }
        try (LocalFiles.Pinned again = files.pin(List.of(file.planned()))) {
            return LocalFile.list(List.of(file.planned()), again).stream().allMatch(this::isReadable);
        }
    }

    private boolean isReadable(LocalFile file) {
        return hasEnds(file) && probe.isReadable(file.path(), file.planned().file().table());
    }

    private static boolean hasEnds(LocalFile file) {
        try {
            return ParquetEnds.areWhole(file.path());
        } catch (IOException e) {
            return false;
        }
    }

    private static String firstLine(QueryFailedException failure) {
        return failure.getMessage().lines().findFirst().orElse("");
    }
}
