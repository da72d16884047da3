package dev.skytrove.query.files;

import dev.skytrove.lake.storage.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the newest digest of a lake's accounts is, for this process and those after it: in the cache, with whose files
 * it competes for room. Nothing is lost with it. All methods may be called from any thread, and several processes may
 * share the directory.
 */
public final class DigestFolder {
    private static final Logger log = LoggerFactory.getLogger(DigestFolder.class);
    private static final String INDEX = "accounts.index";
    private static final String DIGEST = "accounts-";

    private final CacheFolder folder;
    private final Path index;
    private final long capacity;

    private DigestFolder(CacheFolder folder, long capacity) {
        this.folder = folder;
        this.index = folder.directory().resolve(INDEX);
        this.capacity = capacity;
    }

    /** The one of a lake. */
    public static DigestFolder of(ObjectStore store, CacheSettings settings, Clock clock) {
        return new DigestFolder(CacheFolder.of(store, settings, clock), settings.size().bytes());
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
        byte[] bytes = new DigestIndex(digest.getFileName().toString(), Files.size(part), covered).encode();
        Optional<AccountDigest> former = newest();
        folder.publish(part, digest);
        folder.publish(bytes, index);
        deleteOthers(digest, former.map(AccountDigest::path).orElse(digest));
        folder.deleteOldParts();
    }

    /** A search of another process may still read the former one. */
    private void deleteOthers(Path digest, Path former) throws IOException {
        try (DirectoryStream<Path> digests = Files.newDirectoryStream(directory(), DIGEST + "*.parquet")) {
            for (Path path : digests) {
                if (!path.equals(digest) && !path.equals(former)) {
                    CacheFolder.delete(path);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
