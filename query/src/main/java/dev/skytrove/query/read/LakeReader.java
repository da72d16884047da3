package dev.skytrove.query.read;

import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.index.MonthDigestContents;
import dev.skytrove.lake.parquet.FileColumns;
import dev.skytrove.lake.storage.StorageException;
import dev.skytrove.query.duckdb.DuckDb;
import dev.skytrove.query.duckdb.QueryFailedException;
import dev.skytrove.query.files.GroupChoice;
import dev.skytrove.query.files.HidingRows;
import dev.skytrove.query.files.LakeChangedException;
import dev.skytrove.query.files.LocalFiles;
import dev.skytrove.query.files.ParquetEnds;
import dev.skytrove.query.files.PlannedFile;
import dev.skytrove.query.files.StoredObject;
import dev.skytrove.query.index.RowFinder;
import dev.skytrove.query.index.RowRange;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands files of the lake to DuckDB, so many at a time as there is room for on the local disk. A file of what is shown,
 * such as posts, that cannot be read is left out; one of what hides it is not (I4).
 */
public final class LakeReader {
    private static final Logger log = LoggerFactory.getLogger(LakeReader.class);

    /** So many are held on the local disk at a time. */
    private static final int MOST_FILES = 2000;

    /** So many are read by one statement, which holds the metadata of all of its files in memory. */
    private static final int MOST_FILES_AT_ONCE = 64;

    private final LocalFiles files;
    private final Damage damage;
    private final long groupBytes;
    private final Set<PlannedFile> read = new HashSet<>();
    private final Set<StoredObject> digestsRead = new HashSet<>();
    private final Set<String> leftOut = new TreeSet<>();

    /**
     * @param damage finds the files that make a query fail
     * @param groupBytes how many bytes may be read at a time; a larger file is read alone
     */
    public LakeReader(LocalFiles files, Damage damage, long groupBytes) {
        this.files = files;
        this.damage = damage;
        this.groupBytes = groupBytes;
    }

    /**
     * Passes paths for {@code read_parquet(?)}, group after group.
     *
     * @throws dev.skytrove.query.files.LakeChangedException if a file is no longer there
     * @throws UnreadableFilesException if a file of what hides rows of others cannot be read
     */
    public void read(List<PlannedFile> planned, Consumer<List<String>> query) {
        read(planned, Long.MAX_VALUE, query);
    }

    /**
     * The same, the first {@code firstBytes} of each group before its rest. All of a group is brought onto the local
     * disk at once.
     */
    public void read(List<PlannedFile> planned, long firstBytes, Consumer<List<String>> query) {
        readLocal(planned, firstBytes, RowFinder.ANY, local -> query.accept(LocalFile.patterns(local)));
    }

    /** The same with the files that the paths are of, group after group. */
    public void readLocal(List<PlannedFile> planned, Consumer<List<LocalFile>> query) {
        readLocal(planned, Long.MAX_VALUE, RowFinder.ANY, query);
    }

    /**
     * The same.
     *
     * @param finder by which the files were found
     */
    void readLocal(List<PlannedFile> planned, long firstBytes, RowFinder finder, Consumer<List<LocalFile>> query) {
        Consumer<List<LocalFile>> checked = local -> {
            local.forEach(file -> check(file, finder));
            query.accept(local);
        };
        List<PlannedFile> readable = new ArrayList<>(planned);
        leaveOut(readable, damage.known(planned));
        for (List<PlannedFile> group : groups(readable)) {
            try (LocalFiles.Pinned pinned = files.pin(group)) {
                List<LocalFile> local = LocalFile.list(group, pinned);
                int first = filesOf(group, firstBytes);
                read(pinned, local.subList(0, first), checked);
                read(pinned, local.subList(first, group.size()), checked);
            }
        }
    }

    /**
     * Passes paths to what may hide posts. Some may come twice: a digest that cannot be read, and then the files instead of it.
     * Throws what the others throw.
     */
    public void read(HidingRows hiding, Consumer<List<String>> query) {
        List<PlannedFile> rest = new ArrayList<>();
        for (HidingRows.Digest digest : hiding.digests()) {
            if (!isRead(digest.object(), digest.instead(), query)) {
                rest.addAll(digest.instead());
            }
        }
        rest.addAll(hiding.files());
        read(rest, query);
    }

    /** The same of what may hide posts with some record keys. */
    public void read(HidingRows hiding, Collection<String> keys, Consumer<List<String>> query) {
        read(hiding.with(List.of()), query);
        readKeys(hiding.files(), keys, query);
    }

    private boolean isRead(StoredObject digest, List<PlannedFile> instead, Consumer<List<String>> query) {
        try (LocalFiles.Pinned pinned = files.pinObjects(List.of(digest))) {
            Path path = pinned.paths().getFirst();
            Optional<String> fault = fault(path, instead);
            if (fault.isPresent()) {
                log.warn("{} cannot be read, and searches do without: {}", digest.name(), fault.get());
                files.discardObject(digest.name());
                return false;
            }
            query.accept(List.of(DuckDb.pattern(path)));
            digestsRead.add(digest);
            return true;
        } catch (LakeChangedException | StorageException | NoSuchFileException e) {
            log.info("a digest went: {}", e.getMessage());
        } catch (QueryFailedException | IOException e) {
            log.warn("{} cannot be read, and searches do without: {}", digest.name(), e.getMessage());
            files.discardObject(digest.name());
        }
        return false;
    }

    /** What keeps a file from being a digest that this release can read, in words. */
    private static Optional<String> fault(Path digest, List<PlannedFile> instead) throws IOException {
        if (!ParquetEnds.areWhole(digest)) {
            return Optional.of("it is cut off");
        }
        Optional<String> fault = FileColumns.fault(digest, Table.DELETES);
        if (fault.isPresent()) {
            return fault;
        }
        // Throws if it is of another version, which may leave out other rows.
        List<LakeFile> files = MonthDigestContents.of(digest).files();
        Set<LakeFile> named = files.stream().map(LakeReader::first).collect(Collectors.toSet());
        boolean hasAll = instead.stream().map(file -> first(file.file())).allMatch(named::contains);
        return hasAll ? Optional.empty() : Optional.of("it is not of the files that its name tells");
    }

    /** Some digests go on to count when a file is rewritten. */
    private static LakeFile first(LakeFile file) {
        return new LakeFile(file.table(), file.hour(), file.series(), file.batches(), 0);
    }

    /**
     * Passes ranges of rows file by file, since each scan that runs beside another takes memory; the files of a group are
     * brought onto the local disk together. Throws what the others throw.
     *
     * @param finder that told them
     */
    void readEach(
            Map<PlannedFile, List<RowRange>> planned,
            RowFinder finder,
            BiConsumer<List<String>, List<RowRange>> query) {
        readEachLocal(planned, finder, (local, rows) -> query.accept(LocalFile.patterns(local), rows));
    }

    /** The same with the file that the path is of. Of one that is not here parts may come, each with the ranges in it. */
    void readEachLocal(
            Map<PlannedFile, List<RowRange>> planned,
            RowFinder finder,
            BiConsumer<List<LocalFile>, List<RowRange>> query) {
        List<PlannedFile> readable = new ArrayList<>(planned.keySet());
        leaveOut(readable, damage.known(List.copyOf(readable)));
        for (List<PlannedFile> group : groups(readable)) {
            try (LocalFiles.PinnedParts pinned = files.pinParts(wanted(group, file -> ofRows(file, planned.get(file), finder)))) {
                pinned.parts().forEach((file, parts) -> parts.forEach(part -> {
                    List<RowRange> rows = RowRange.within(planned.get(file), part.first(), part.end());
                    readAtOnce(
                            pinned.pinned(),
                            new ArrayList<>(List.of(new LocalFile(file, part))),
                            local -> {
                                local.forEach(one -> check(one, finder));
                                query.accept(local, rows);
                            });
                }));
            }
        }
    }

    /**
     * Passes paths to all rows of files of posts that have one of some record keys, and to others. Throws what the others throw.
     */
    public void readKeys(List<PlannedFile> planned, Collection<String> keys, Consumer<List<String>> query) {
        readChosen(planned, _ -> GroupChoice.ofKeys(keys), local -> query.accept(LocalFile.patterns(local)));
    }

    /**
     * Passes files with all posts of some accounts, and others: of those that are not here parts may come. Throws what the
     * others throw.
     *
     * @param finder by which the files were found
     */
    void readAuthors(
            List<PlannedFile> planned, Collection<String> dids, RowFinder finder, Consumer<List<LocalFile>> query) {
        readChosen(planned, file -> opened(file, finder, GroupChoice.ofAuthors(dids)), local -> {
            local.forEach(file -> check(file, finder));
            query.accept(local);
        });
    }

    private void readChosen(
            List<PlannedFile> planned, Function<PlannedFile, GroupChoice> choice, Consumer<List<LocalFile>> query) {
        List<PlannedFile> readable = new ArrayList<>(planned);
        leaveOut(readable, damage.known(planned));
        for (List<PlannedFile> group : groups(readable)) {
            try (LocalFiles.PinnedParts pinned = files.pinParts(wanted(group, choice))) {
                List<LocalFile> local = new ArrayList<>();
                pinned.parts().forEach((file, parts) -> {
                    parts.forEach(part -> local.add(new LocalFile(file, part)));
                    if (parts.isEmpty()) {
                        read.add(file);
                    }
                });
                read(pinned.pinned(), local, query);
            }
        }
    }

    private static Map<PlannedFile, GroupChoice> wanted(
            List<PlannedFile> files, Function<PlannedFile, GroupChoice> choice) {
        Map<PlannedFile, GroupChoice> wanted = new LinkedHashMap<>();
        files.forEach(file -> wanted.put(file, choice.apply(file)));
        return wanted;
    }

    private void check(LocalFile file, RowFinder finder) {
        finder.opened(file.planned(), () -> damage.rows(file));
        finder.reads(file.planned(), file.part());
    }

    private static GroupChoice ofRows(PlannedFile file, List<RowRange> rows, RowFinder finder) {
        return opened(file, finder, table -> table.groups().stream()
                .filter(group -> RowRange.overlap(rows, group.first(), group.end()))
                .toList());
    }

    private static GroupChoice opened(PlannedFile file, RowFinder finder, GroupChoice choice) {
        return table -> {
            finder.opened(file, () -> table.groups().getLast().end());
            return choice.of(table);
        };
    }

    /** Whether files can be read without fetching any. */
    public boolean areHere(List<PlannedFile> planned) {
        return files.areHere(planned);
    }

    /**
     * Takes files for read of which is known what they say.
     *
     * @throws UnreadableFilesException if one of what hides rows of others is known to be unreadable
     */
    public void consult(List<PlannedFile> planned) {
        List<PlannedFile> readable = new ArrayList<>(planned);
        leaveOut(readable, damage.known(planned));
        read.addAll(readable);
    }

    /** How many different files have been read. */
    public int filesRead() {
        return read.size() + digestsRead.size();
    }

    /** The names of the files that were left out, in order. */
    public List<String> leftOut() {
        return List.copyOf(leftOut);
    }

    private void read(LocalFiles.Pinned pinned, List<LocalFile> local, Consumer<List<LocalFile>> query) {
        for (int i = 0; i < local.size(); i += MOST_FILES_AT_ONCE) {
            List<LocalFile> some = local.subList(i, Math.min(i + MOST_FILES_AT_ONCE, local.size()));
            readAtOnce(pinned, new ArrayList<>(some), query);
        }
    }

    /** One statement; a failed one has done nothing and is repeated without the files that it failed for. */
    private void readAtOnce(LocalFiles.Pinned pinned, List<LocalFile> local, Consumer<List<LocalFile>> query) {
        drop(local, damage.unfit(local));
        while (!local.isEmpty()) {
            try {
                query.accept(List.copyOf(local));
                local.forEach(file -> read.add(file.planned()));
                return;
            } catch (QueryFailedException e) {
                pinned.requirePresent();
                drop(local, damage.find(local, e));
            }
        }
    }

    private void drop(List<LocalFile> from, List<PlannedFile> damaged) {
        from.removeIf(file -> damaged.contains(file.planned()));
        leaveOut(new ArrayList<>(), damaged);
    }

    private void leaveOut(List<PlannedFile> from, List<PlannedFile> damaged) {
        for (PlannedFile file : damaged) {
            if (file.file().table().hidesPosts()) {
                throw UnreadableFilesException.hiding(file.file().name());
            }
            leftOut.add(file.file().name());
        }
        from.removeAll(damaged);
    }

    /** How many files have so many bytes together. */
    private static int filesOf(List<PlannedFile> group, long bytes) {
        int count = 0;
        for (long sum = 0; count < group.size() && sum < bytes; count++) {
            sum += group.get(count).size();
        }
        return count;
    }

    private List<List<PlannedFile>> groups(List<PlannedFile> planned) {
        List<List<PlannedFile>> groups = new ArrayList<>();
        List<PlannedFile> group = new ArrayList<>();
        long bytes = 0;
        for (PlannedFile file : planned) {
            if (!group.isEmpty() && (bytes + file.size() > groupBytes || group.size() == MOST_FILES)) {
                groups.add(group);
                group = new ArrayList<>();
                bytes = 0;
            }
            group.add(file);
            bytes += file.size();
        }
        if (!group.isEmpty()) {
            groups.add(group);
        }
        return groups;
    }
}
