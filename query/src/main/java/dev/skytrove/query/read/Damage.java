package dev.skytrove.query.read;

import dev.skytrove.lake.parquet.FooterRows;
import dev.skytrove.query.duckdb.QueryFailedException;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.files.CheckedFiles;
import dev.skytrove.query.files.LocalFiles;
import dev.skytrove.query.files.PlannedFile;
import dev.skytrove.query.files.UnreadableFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds files that are not what their names say: some before they are read, by their ends and columns, others after a
 * statement over many of them failed, since DuckDB does not say for which.
 */
public final class Damage {
    private static final long UNKNOWN = -1;

    private final FileProbe probe;
    private final LocalFiles files;
    private final CheckedFiles checked;
    private final UnreadableFiles unreadable;

    /** What was fetched again because its copy was damaged: none more than once. */
    private final Set<Path> refetched = new HashSet<>();

    /** What a statement failed for although it is whole. */
    private final Set<PlannedFile> whole = new HashSet<>();

    /** Reads nothing yet. */
    public Damage(Session session, LocalFiles files, CheckedFiles checked, UnreadableFiles unreadable) {
        this.probe = new FileProbe(session);
        this.files = files;
        this.checked = checked;
        this.unreadable = unreadable;
    }

    /** Those of some files that were found to be unreadable before. */
    List<PlannedFile> known(List<PlannedFile> some) {
        return unreadable.count() == 0 ? List.of() : some.stream().filter(unreadable::contains).toList();
    }

    /** How many rows a file has of which all is here; below 0 if that cannot be told. */
    long rows(LocalFile file) {
        try {
            return file.part().isWhole() ? FooterRows.of(file.path()) : UNKNOWN;
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    /** Those of pinned files that are not to be read. Copies are fetched again first: they may then be whole. */
    List<PlannedFile> unfit(List<LocalFile> local) {
        List<PlannedFile> lost = new ArrayList<>();
        for (LocalFile file : local) {
            fault(file).ifPresent(fault -> {
                if (!isMended(file)) {
                    lose(file, fault, lost);
                }
            });
        }
        return lost;
    }

    /**
     * The unreadable ones of pinned files. Damaged copies are fetched again first: the rest may then be whole, even all.
     *
     * @return empty if all are whole now, also because another query has just fetched copies again
     * @throws QueryFailedException {@code failure}, if none is damaged and none was
     */
    List<PlannedFile> find(List<LocalFile> local, QueryFailedException failure) {
        List<LocalFile> damaged = local.stream().filter(file -> !isReadable(file)).toList();
        if (damaged.isEmpty() && !mayHaveBeenRenewed(local)) {
            throw failure;
        }
        List<PlannedFile> lost = new ArrayList<>();
        for (LocalFile file : damaged) {
            if (!isMended(file)) {
                lose(file, fault(file).orElse(firstLine(failure)), lost);
            }
        }
        return lost;
    }

    /** Nobody tells whether another query did it, so a statement over whole copies is tried once more. */
    private boolean mayHaveBeenRenewed(List<LocalFile> local) {
        return !files.areInPlace() && whole.addAll(local.stream().map(LocalFile::planned).toList());
    }

    private void lose(LocalFile file, String reason, List<PlannedFile> lost) {
        unreadable.add(file.planned(), reason);
        lost.add(file.planned());
    }

    private boolean isMended(LocalFile file) {
        if (!refetched.add(file.path()) || !files.renew(file.planned(), file.part())) {
            return false;
        }
        if (!file.part().isWhole()) {
            return isReadable(file);
        }
        try (LocalFiles.Pinned again = files.pin(List.of(file.planned()))) {
            boolean readable =
                    LocalFile.list(List.of(file.planned()), again).stream().allMatch(this::isReadable);
            if (!readable) {
                again.requirePresent();
            }
            return readable;
        }
    }

    private boolean isReadable(LocalFile file) {
        return fault(file).isEmpty() && probe.isReadable(file.path(), file.planned().file().table());
    }

    private Optional<String> fault(LocalFile file) {
        return checked.fault(file.planned(), file.path());
    }

    private static String firstLine(QueryFailedException failure) {
        return failure.getMessage().lines().findFirst().orElse("");
    }
}
