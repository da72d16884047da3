package dev.skytrove.query.files;

import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.parquet.PageSum;
import dev.skytrove.lake.storage.ObjectNotFoundException;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies of the lake's files on the local disk.
 *
 * <p>A file's name tells its content for good, so a copy of the listed size is not asked for again unless it turns out
 * to have changed. When the copies would exceed the capacity, those used longest ago go first; a pinned one stays. Several
 * processes may share the directory: a copy appears whole or not at all, and its modification time says when any of them
 * last used it. They do not know what the others have pinned or are downloading: a copy that goes too early is a {@link
 * LakeChangedException}, and the capacity may be exceeded by what they download at the same moment.
 */
final class FileCache implements LocalFiles {
    private static final Logger log = LoggerFactory.getLogger(FileCache.class);

    /** The count of a download that nobody may wait for any more. */
    private static final int ABANDONED = -1;

    private final ObjectStore store;
    private final CacheFolder folder;
    private final long capacity;
    private final ExecutorService downloads;
    private final BackgroundCheck<Path> verifier = new BackgroundCheck<>(FileCache::verify);
    private final GroupCopies groups;

    /** The downloads under way, so that two queries that lack the same file fetch it once; guarded by this. */
    private final Map<Path, Download> fetching = new HashMap<>();

    /** How many holders each pinned copy has; guarded by this. */
    private final Map<Path, Integer> pins = new HashMap<>();

    /** How many bytes these downloads will have; guarded by this. */
    private long reserved;

    /** Makes the directory if it does not exist. Caches of other stores may be beside this one's copies. */
    FileCache(ObjectStore store, CacheSettings settings, Clock clock) {
        this(store, settings, clock, Thread.ofPlatform().daemon().name("download-", 1).factory());
    }

    /** @param threads what downloads; there may be none, and then the query fails that needs one */
    FileCache(ObjectStore store, CacheSettings settings, Clock clock, ThreadFactory threads) {
        this.store = store;
        this.capacity = settings.size().bytes();
        this.folder = CacheFolder.of(store, settings, clock);
        this.groups = new GroupCopies(store, this, settings.wholeBelow().bytes());
        this.downloads = Executors.newFixedThreadPool(settings.parallelDownloads(), threads);
    }

    @Override
    public Pinned pin(List<PlannedFile> files) {
        return pinObjects(files.stream().map(PlannedFile::object).toList());
    }

    @Override
    public Pinned pinObjects(List<StoredObject> objects) {
        return pinCopies(
                objects.stream().map(object -> whole(object.name(), object.size())).toList());
    }

    @Override
    public PinnedParts pinParts(Map<PlannedFile, GroupChoice> wanted) {
        return groups.pin(wanted);
    }

    @Override
    public PinnedObject pinParts(StoredObject object, GroupChoice wanted) {
        return groups.pin(object, wanted);
    }

    @Override
    public boolean areHere(List<PlannedFile> files) {
        return files.stream().map(PlannedFile::object).allMatch(this::isHere);
    }

    /** Whether there is a copy of all of an object. */
    boolean isHere(StoredObject object) {
        return Files.isRegularFile(path(object.name()));
    }

    /** Brings copies onto the local disk. */
    Pinned pinCopies(List<CacheCopy> copies) {
        PinnedCopies pinned = new PinnedCopies(copies.stream().map(CacheCopy::path).toList());
        try {
            fetch(copies.stream().filter(copy -> !folder.use(copy.path(), copy.size())).toList());
            copies.forEach(copy -> verifier.used(copy.path()));
            return pinned;
        } catch (RuntimeException | Error e) {
            pinned.close();
            throw e;
        }
    }

    @Override
    public boolean renew(PlannedFile file) {
        renew(whole(file));
        return true;
    }

    @Override
    public boolean renew(PlannedFile file, FilePart part) {
        if (part.isWhole()) {
            return renew(file);
        }
        groups.renew(file.object(), part);
        return true;
    }

    @Override
    public boolean discardObject(String name) {
        delete(path(name));
        groups.forget(name);
        return true;
    }

    @Override
    public boolean areInPlace() {
        return false;
    }

    @Override
    public long capacity() {
        return capacity;
    }

    @Override
    public Path directory() {
        return folder.directory();
    }

    /** Ends downloads that are under way; copies stay for the next process. */
    @Override
    public void close() {
        verifier.close();
        downloads.shutdownNow();
    }

    private static void verify(Path copy) throws IOException {
        if (CopySums.isDamaged(copy)) {
            log.error("the copy {} has changed since it arrived; it is fetched again", copy);
            delete(copy);
        }
    }

    private CacheCopy whole(PlannedFile file) {
        return whole(file.file().name(), file.size());
    }

    /** A copy of all of an object. */
    CacheCopy whole(String name, long size) {
        return new CacheCopy(name, path(name), size, size, target -> download(name, size, target));
    }

    /** Deletes a copy that nobody here reads. */
    synchronized void forget(Path copy) {
        if (!pins.containsKey(copy)) {
            delete(copy);
        }
    }

    /** The copy first: without its checksum it would not be compared. */
    static void delete(Path copy) {
        CacheFolder.delete(copy);
        CacheFolder.delete(CopySums.of(copy));
    }

    /** One flat directory, so that no empty folders are left behind and none can vanish while a copy arrives. */
    Path path(String name) {
        return folder.directory().resolve(name.replace('/', '!'));
    }

    private void fetch(List<CacheCopy> missing) {
        await(start(missing));
    }

    void renew(CacheCopy copy) {
        await(List.of(startAgain(copy)));
    }

    private static void await(List<Download> downloads) {
        try {
            Waits.await(CompletableFuture.allOf(
                    downloads.stream().map(Download::done).toArray(CompletableFuture<?>[]::new)));
        } finally {
            downloads.forEach(download -> download.waiting.decrementAndGet());
        }
    }

    /** Makes room for the files that nobody is fetching yet, and fetches them. */
    private synchronized List<Download> start(List<CacheCopy> missing) {
        reserve(missing.stream()
                .filter(copy -> !isFetching(copy))
                .mapToLong(CacheCopy::room)
                .sum());
        List<Download> joined = new ArrayList<>();
        try {
            missing.forEach(copy -> joined.add(join(copy, copy.room())));
            return joined;
        } catch (RuntimeException | Error e) {
            // No thread can be started: nobody waits for those that were.
            joined.forEach(download -> download.waiting.decrementAndGet());
            throw e;
        }
    }

    /** Makes no room: the new copy takes that of the damaged one. */
    private synchronized Download startAgain(CacheCopy copy) {
        return join(copy, 0);
    }

    /** Begins a download, unless it is under way, and waits for it. */
    private Download join(CacheCopy copy, long reserve) {
        Download download = isFetching(copy) ? fetching.get(copy.path()) : fetch(copy, reserve);
        download.waiting.incrementAndGet();
        return download;
    }

    private Download fetch(CacheCopy copy, long reserve) {
        AtomicInteger waiting = new AtomicInteger();
        CompletableFuture<Void> begun = CompletableFuture.runAsync(() -> download(copy, waiting), downloads);
        reserved += reserve;
        // By the thread that downloaded, or here if that has ended already: to ask for another may fail.
        CompletableFuture<Void> done = begun.whenComplete((nothing, failure) -> fetched(waiting, reserve));
        Download download = new Download(done, waiting);
        if (!done.isDone()) {
            fetching.put(copy.path(), download);
        }
        return download;
    }

    private boolean isFetching(CacheCopy copy) {
        Download download = fetching.get(copy.path());
        return download != null && download.waiting.get() != ABANDONED;
    }

    private synchronized void fetched(AtomicInteger waiting, long reserve) {
        // Not one that was begun in the place of an abandoned one.
        fetching.values().removeIf(download -> download.waiting == waiting);
        reserved -= reserve;
    }

    private void reserve(long bytes) {
        long target = capacity - reserved - bytes;
        if (bytes > 0 && (target < 0 || folder.shrink(target, pins::containsKey) > target)) {
            throw new StorageException("a query needs " + bytes + " bytes more than the file cache of "
                    + new DataSize(capacity) + " has room for");
        }
    }

    private void download(CacheCopy copy, AtomicInteger waiting) {
        // Locked like the start, which so has counted who waits.
        synchronized (this) {
            if (waiting.compareAndSet(0, ABANDONED)) {
                throw new StorageException("nobody waits for '" + copy.name() + "' any more");
            }
        }
        Path part = folder.newPart();
        try {
            copy.content().write(part);
            folder.publish(CopySums.content(part), CopySums.of(copy.path()));
            folder.publish(part, copy.path());
        } catch (ObjectNotFoundException e) {
            throw new LakeChangedException(copy.name());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            CacheFolder.delete(part);
        }
    }

    private void download(String name, long size, Path part) throws IOException {
        store.download(name, part);
        if (Files.size(part) != size) {
            throw new LakeChangedException(name);
        }
        if (isDamaged(part)) {
            ParquetEnds.spoil(part);
        }
        groups.forget(name);
    }

    /** Whether an object arrived that is not what was put; what is no Parquet at all shows by itself. */
    private static boolean isDamaged(Path part) throws IOException {
        return ParquetEnds.areWhole(part) && PageSum.isWrong(part);
    }

    /** A download, begun or not, and how many queries wait for it: one that nobody waits for does not begin. */
    private record Download(CompletableFuture<Void> done, AtomicInteger waiting) {}

    private final class PinnedCopies implements Pinned {
        private final List<Path> paths;
        private final AtomicBoolean closed = new AtomicBoolean();

        PinnedCopies(List<Path> paths) {
            this.paths = paths;
            synchronized (FileCache.this) {
                paths.forEach(path -> pins.merge(path, 1, Integer::sum));
            }
        }

        @Override
        public List<Path> paths() {
            return paths;
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                synchronized (FileCache.this) {
                    paths.forEach(path -> pins.computeIfPresent(path, (same, count) -> count == 1 ? null : count - 1));
                }
            }
        }
    }
}
