package dev.skytrove.query.files;

import dev.skytrove.lake.parquet.GroupFile;
import dev.skytrove.lake.parquet.GroupTable;
import dev.skytrove.lake.storage.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies of single row groups of files in a bucket, for searches that need few of a file: each a Parquet file of its own, and
 * for each file the table of its row groups. What is fetched fits the checksums in the object's footer, so that all of it is of
 * one version of the object, whatever happened between two requests.
 */
final class GroupCopies {
    private static final Logger log = LoggerFactory.getLogger(GroupCopies.class);

    /** More requests for a file of posts than this take longer than to fetch all of it. */
    private static final Measures POSTS = new Measures(48, 8);

    /** Others have no Bloom filters and are larger. */
    private static final Measures OTHERS = new Measures(1024, LocalFiles.MOST_REQUESTS);

    private static final int LEAST_END = 1 << 16;

    /** So much is fetched of it unasked: it is held in memory, and an object may be as long as a stranger made it. */
    private static final int MOST_END = 16 << 20;

    /** Row groups that follow each other are fetched by one request, which is held in memory. */
    private static final int MOST_OF_REQUEST = 4 << 20;

    /** A larger row group is none of ours, and would be held in memory, too. */
    private static final int MOST_OF_GROUP = 32 << 20;

    private final ObjectStore store;
    private final FileCache cache;
    private final long wholeBelow;

    /**
     * What is usual of files of some kind.
     *
     * @param shareOfEnd so much of one is behind its pages, or less
     * @param mostRequests so many are made for parts of it
     */
    private record Measures(int shareOfEnd, int mostRequests) {}

    /** @param wholeBelow smaller files are fetched as a whole */
    GroupCopies(ObjectStore store, FileCache cache, long wholeBelow) {
        this.store = store;
        this.cache = cache;
        this.wholeBelow = wholeBelow;
    }

    /** Brings what is wanted of files onto the local disk. */
    LocalFiles.PinnedParts pin(Map<PlannedFile, GroupChoice> wanted) {
        Map<StoredObject, GroupChoice> choices = new LinkedHashMap<>();
        wanted.forEach((file, choice) -> choices.put(file.object(), choice));
        Map<StoredObject, List<FilePart>> found = new LinkedHashMap<>();
        LocalFiles.Pinned pinned = pin(choices, POSTS, found);
        Map<PlannedFile, List<FilePart>> parts = new LinkedHashMap<>();
        wanted.keySet().forEach(file -> parts.put(file, found.get(file.object())));
        return new LocalFiles.PinnedParts(pinned, parts);
    }

    /** The same of an object beside the tables, which has little behind its pages. */
    LocalFiles.PinnedObject pin(StoredObject object, GroupChoice choice) {
        Map<StoredObject, List<FilePart>> found = new LinkedHashMap<>();
        LocalFiles.Pinned pinned = pin(Map.of(object, choice), OTHERS, found);
        return new LocalFiles.PinnedObject(pinned, found.get(object));
    }

    private LocalFiles.Pinned pin(
            Map<StoredObject, GroupChoice> wanted, Measures measures, Map<StoredObject, List<FilePart>> parts) {
        List<CacheCopy> copies = new ArrayList<>();
        try (Tables tables = tables(wanted.keySet().stream().filter(this::mayPay).toList(), measures)) {
            wanted.forEach((file, choice) -> {
                Optional<GroupTable> table = tables.of(file);
                Optional<List<GroupTable.Group>> some =
                        table.map(choice::of).filter(groups -> pays(file, groups, measures));
                if (some.isPresent()) {
                    copies.addAll(copies(file, table.get(), some.get()));
                    parts.put(file, some.get().stream().map(group -> part(file, group)).toList());
                } else {
                    CacheCopy whole = cache.whole(file.name(), file.size());
                    copies.add(whole);
                    parts.put(file, List.of(FilePart.whole(whole.path())));
                }
            });
        }
        return cache.pinCopies(copies);
    }

    /** Fetches a row group again. */
    void renew(StoredObject file, FilePart part) {
        try (Tables tables = tables(List.of(file), POSTS)) {
            GroupTable table = tables.of(file).orElseThrow(() -> new LakeChangedException(file.name()));
            GroupTable.Group group = table.groups().stream()
                    .filter(one -> part(file, one).equals(part))
                    .findFirst()
                    .orElseThrow(() -> new LakeChangedException(file.name()));
            cache.renew(copy(file, table, group, new Run(file, List.of(group))));
        }
    }

    /** Throws away what there is of a file, since all of it has come. */
    void forget(String name) {
        Path path = tablePath(name);
        try {
            for (GroupTable.Group group : GroupTable.decode(Files.readAllBytes(path)).groups()) {
                cache.forget(groupPath(name, group));
            }
        } catch (NoSuchFileException e) {
            return;
        } catch (IOException e) {
            log.debug("{} cannot be read: {}", path, e.getMessage());
        }
        cache.forget(path);
    }

    private boolean mayPay(StoredObject file) {
        return file.size() >= wholeBelow && !cache.isHere(file);
    }

    private static boolean pays(StoredObject file, List<GroupTable.Group> groups, Measures measures) {
        long bytes = groups.stream().mapToLong(GroupTable.Group::length).sum();
        return 2 * bytes <= file.size()
                && groups.stream().allMatch(group -> group.length() <= MOST_OF_GROUP)
                && runs(groups).size() <= measures.mostRequests;
    }

    private Tables tables(List<StoredObject> files, Measures measures) {
        List<CacheCopy> copies = files.stream().map(file -> table(file, measures)).toList();
        return new Tables(cache.pinCopies(copies), files);
    }

    /** Tables of row groups on the local disk. Each is read when it is asked for: all together may be large. */
    private static final class Tables implements AutoCloseable {
        private final LocalFiles.Pinned pinned;
        private final Map<StoredObject, Path> paths = new HashMap<>();

        Tables(LocalFiles.Pinned pinned, List<StoredObject> files) {
            this.pinned = pinned;
            for (int i = 0; i < files.size(); i++) {
                paths.put(files.get(i), pinned.paths().get(i));
            }
        }

        /** That of a file whose row groups can be fetched alone. */
        Optional<GroupTable> of(StoredObject file) {
            return Optional.ofNullable(paths.get(file))
                    .flatMap(GroupCopies::read)
                    .filter(table -> !table.groups().isEmpty());
        }

        @Override
        public void close() {
            pinned.close();
        }
    }

    /** Empty if it is damaged: it is then fetched again the next time, and all of its file now. */
    private static Optional<GroupTable> read(Path path) {
        try {
            return Optional.of(GroupTable.decode(Files.readAllBytes(path)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            log.error("the copy {} is fetched again: {}", path, e.getMessage());
            FileCache.delete(path);
            return Optional.empty();
        }
    }

    private CacheCopy table(StoredObject file, Measures measures) {
        String name = file.name();
        int end = Math.clamp(file.size() / measures.shareOfEnd, LEAST_END, MOST_END);
        return new CacheCopy(name, tablePath(name), CacheFolder.ANY_SIZE, end, target ->
                Files.write(target, GroupTable.read(store, name, file.size(), end).encode()));
    }

    /** Copies of row groups; those that are not there yet and follow each other come by one request. */
    private List<CacheCopy> copies(StoredObject file, GroupTable table, List<GroupTable.Group> groups) {
        List<CacheCopy> copies = new ArrayList<>();
        List<GroupTable.Group> missing = new ArrayList<>();
        for (GroupTable.Group group : groups) {
            if (Files.isRegularFile(groupPath(file.name(), group))) {
                copies.add(copy(file, table, group, new Run(file, List.of(group))));
            } else {
                missing.add(group);
            }
        }
        for (List<GroupTable.Group> together : runs(missing)) {
            Run run = new Run(file, together);
            together.forEach(group -> copies.add(copy(file, table, group, run)));
        }
        return copies;
    }

    private static List<List<GroupTable.Group>> runs(List<GroupTable.Group> groups) {
        List<List<GroupTable.Group>> runs = new ArrayList<>();
        long bytes = 0;
        for (GroupTable.Group group : groups) {
            bytes += group.length();
            if (runs.isEmpty() || group.first() != runs.getLast().getLast().end() || bytes > MOST_OF_REQUEST) {
                runs.add(new ArrayList<>());
                bytes = group.length();
            }
            runs.getLast().add(group);
        }
        return runs;
    }

    private CacheCopy copy(StoredObject file, GroupTable table, GroupTable.Group group, Run run) {
        String name = file.name();
        GroupFile only = table.file(group);
        return new CacheCopy(name, groupPath(name, group), group.fileSize(), group.fileSize(), target -> {
            if (!only.write(run.bytes(), Math.toIntExact(group.offset() - run.offset), target)) {
                ParquetEnds.spoil(target);
            }
        });
    }

    private FilePart part(StoredObject file, GroupTable.Group group) {
        return new FilePart(groupPath(file.name(), group), group.first(), group.end());
    }

    private Path tablePath(String name) {
        return cache.path(name + "/groups");
    }

    private Path groupPath(String name, GroupTable.Group group) {
        return cache.path(name + "/rows-" + group.first() + "-" + group.end() + ".parquet");
    }

    /**
     * Row groups that follow each other, in one request that is made when the first of them is needed. Its answer is forgotten
     * with the last of them: a search waits for the copies of hundreds of files at once.
     */
    private final class Run {
        private final StoredObject file;
        private final long offset;
        private final int length;
        private Optional<byte[]> bytes = Optional.empty();
        private int left;

        Run(StoredObject file, List<GroupTable.Group> groups) {
            this.file = file;
            this.offset = groups.getFirst().offset();
            GroupTable.Group last = groups.getLast();
            this.length = Math.toIntExact(last.offset() + last.length() - offset);
            this.left = groups.size();
        }

        /** From the first row group on; asked for once for each. */
        synchronized byte[] bytes() {
            if (bytes.isEmpty()) {
                byte[] fetched = store.read(file.name(), offset, length);
                if (fetched.length != length) {
                    throw new LakeChangedException(file.name());
                }
                bytes = Optional.of(fetched);
            }
            byte[] all = bytes.get();
            left--;
            if (left <= 0) {
                bytes = Optional.empty();
            }
            return all;
        }
    }
}
