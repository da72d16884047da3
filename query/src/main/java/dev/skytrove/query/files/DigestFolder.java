package dev.skytrove.query.files;

import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.storage.ObjectNotFoundException;
import dev.skytrove.lake.storage.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the newest digest of a lake's accounts is, for this process and those after it: in the cache, with whose files
 * it competes for room. Nothing is lost with it. All methods may be called from any thread, and several processes may
 * share the directory.
 */
public final class DigestFolder implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DigestFolder.class);
    private static final String INDEX = "accounts.index";
    private static final String DIGEST = "accounts-";

    /** A thread each, since a bucket may be silent. */
    private static final Executor FETCHING =
            work -> Thread.ofPlatform().daemon().name("query-digest-fetch").start(work);

    /** Where the bucket has one, for those who have none yet: the index here, and the digest by its name beside it. */
    private static final String SHARED = "state/";

    private static final DataSize LARGEST_INDEX = DataSize.ofMebibytes(64);

    private final ObjectStore store;
    private final CacheFolder folder;
    private final Path index;
    private final long capacity;
    private final BackgroundCheck<Path> verifier = new BackgroundCheck<>(this::verify);

    private DigestFolder(ObjectStore store, CacheFolder folder, long capacity) {
        this.store = store;
        this.folder = folder;
        this.index = folder.directory().resolve(INDEX);
        this.capacity = capacity;
    }

    /** The one of a lake. */
    public static DigestFolder of(ObjectStore store, CacheSettings settings, Clock clock) {
        return new DigestFolder(store, CacheFolder.of(store, settings, clock), settings.size().bytes());
    }

    /** The directory that it is in. */
    public Path directory() {
        return folder.directory();
    }

    /** The newest digest; empty if there is none, or none that is whole. */
    public Optional<AccountDigest> newest() {
        try {
            byte[] bytes = Files.readAllBytes(index);
            DigestIndex read = DigestIndex.decode(bytes);
            Path path = folder.directory().resolve(read.name());
            boolean whole = folder.use(path, read.size()) && folder.use(index, bytes.length);
            if (whole) {
                verifier.used(path);
            }
            return whole ? Optional.of(new AccountDigest(path, read.covered())) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            reject(e);
            return Optional.empty();
        }
    }

    /** Has the newest digest be forgotten, since it cannot be read; the next search that needs one has it made again. */
    public void reject(Exception reason) {
        String first = reason.toString().lines().findFirst().orElse("");
        log.warn("the digest of accounts in {} cannot be read, and is made again: {}", directory(), first);
        CacheFolder.delete(index);
    }

    /** A name that nobody else writes to, for a digest that is being made. */
    public Path newPart() {
        return folder.newPart();
    }

    /**
     * Makes a finished part the newest digest, unless it is larger than the cache may be. What must go for it goes when
     * the next file arrives.
     *
     * @param covered the files whose events it holds
     */
    public synchronized void publish(Path part, List<PlannedFile> covered) throws IOException {
        if (Files.size(part) > capacity) {
            log.warn("a digest of accounts would fill the cache with {} bytes", Files.size(part));
            return;
        }
        Path digest = folder.directory().resolve(DIGEST + UUID.randomUUID() + ".parquet");
        byte[] bytes = new DigestIndex(digest.getFileName().toString(), Files.size(part), CopySums.sum(part), covered).encode();
        Optional<AccountDigest> former = newest();
        folder.publish(CopySums.content(part), CopySums.of(digest));
        folder.publish(part, digest);
        folder.publish(bytes, index);
        deleteOthers(digest, former.map(AccountDigest::path).orElse(digest));
        folder.deleteOldParts();
    }

    /**
     * Makes the digest that the bucket has the newest one here.
     *
     * @return empty if it has none, or none that is whole; nobody needs it
     */
    public Optional<AccountDigest> fetch() {
        return Waits.await(CompletableFuture.supplyAsync(this::fetchNow, FETCHING));
    }

    /** Puts the newest digest into the bucket, for all who have none; what they may still read stays until the next time. */
    public synchronized void share() throws IOException {
        byte[] bytes = Files.readAllBytes(index);
        DigestIndex read = DigestIndex.decode(bytes);
        Set<String> kept = new HashSet<>(Set.of(SHARED + read.name()));
        sharedIndex().ifPresent(former -> kept.add(SHARED + former.name()));
        store.put(SHARED + read.name(), folder.directory().resolve(read.name()));
        store.put(SHARED + INDEX, bytes);
        List<String> old = new ArrayList<>();
        store.list(SHARED + DIGEST, "", object -> {
            if (!kept.contains(object.name())) {
                old.add(object.name());
            }
        });
        store.delete(old);
    }

    private Optional<AccountDigest> fetchNow() {
        Path part = folder.newPart();
        try {
            Optional<DigestIndex> shared = sharedIndex();
            if (shared.isEmpty() || shared.get().size() > capacity) {
                return Optional.empty();
            }
            store.download(SHARED + shared.get().name(), part);
            if (Files.size(part) != shared.get().size() || CopySums.sum(part) != shared.get().checksum()) {
                throw new IOException("it is not what its index says");
            }
            publish(part, shared.get().covered());
            return newest();
        } catch (ObjectNotFoundException e) {
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            log.info("the bucket's digest of accounts is of no use: {}", e.toString());
            return Optional.empty();
        } finally {
            CacheFolder.delete(part);
        }
    }

    /** That of the bucket; empty if it has none, or a release of another form wrote it. */
    private Optional<DigestIndex> sharedIndex() {
        try {
            DigestIndex read = DigestIndex.decode(store.get(SHARED + INDEX, LARGEST_INDEX));
            if (!read.name().startsWith(DIGEST) || read.name().contains("/")) {
                throw new IOException("it names no digest");
            }
            return Optional.of(read);
        } catch (ObjectNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            log.info("the bucket's index of a digest of accounts is of no use: {}", e.toString());
            return Optional.empty();
        }
    }

    /** Ends what is under way. */
    @Override
    public void close() {
        verifier.close();
    }

    /** Whatever has changed in it might be an account that is shown again. */
    private void verify(Path digest) throws IOException {
        if (CopySums.isDamaged(digest)) {
            log.error("the digest of accounts {} has changed since it was made, and is made again", digest);
            CacheFolder.delete(index);
            CacheFolder.delete(digest);
        }
    }

    /** A search of another process may still read the former one. */
    private void deleteOthers(Path digest, Path former) throws IOException {
        try (DirectoryStream<Path> digests = Files.newDirectoryStream(directory(), DIGEST + "*.parquet")) {
            for (Path path : digests) {
                if (!path.equals(digest) && !path.equals(former)) {
                    CacheFolder.delete(path);
                    CacheFolder.delete(CopySums.of(path));
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
