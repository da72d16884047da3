package dev.skytrove.query.files;

import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.StorageLocation;
import dev.skytrove.lake.storage.StorageLocation.FileLocation;
import dev.skytrove.lake.storage.StorageLocation.S3Location;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes files of the lake readable on the local disk. All methods may be called from any thread. */
public interface LocalFiles extends AutoCloseable {
    /** More requests than this for parts of an object beside the tables take longer than to fetch all of it. */
    int MOST_REQUESTS = 32;

    /** The files of a {@code file:} lake where they are, or copies of those of a bucket. */
    static LocalFiles of(StorageLocation location, ObjectStore store, CacheSettings cache, Clock clock) {
        return switch (location) {
            case FileLocation file -> new InPlaceFiles(file.directory());
            case S3Location _ -> new FileCache(store, cache, clock);
        };
    }

    /**
     * Brings files onto the local disk and keeps them there until they are closed.
     *
     * @param files together not larger than {@link #capacity()}
     * @throws LakeChangedException if one is no longer in the lake
     * @throws dev.skytrove.lake.storage.StorageException if the store fails
     */
    Pinned pin(List<PlannedFile> files);

    /**
     * The same with no more than what is wanted of large files that are not there: row groups of posts are then fetched alone,
     * if they are few.
     *
     * @param wanted for each file
     */
    default PinnedParts pinParts(Map<PlannedFile, GroupChoice> wanted) {
        List<PlannedFile> files = List.copyOf(wanted.keySet());
        Pinned pinned = pin(files);
        Map<PlannedFile, List<FilePart>> parts = new LinkedHashMap<>();
        for (int i = 0; i < files.size(); i++) {
            parts.put(files.get(i), List.of(FilePart.whole(pinned.paths().get(i))));
        }
        return new PinnedParts(pinned, parts);
    }

    /** Whether files can be read as a whole without fetching any. */
    boolean areHere(List<PlannedFile> files);

    /** The same for objects beside the tables. */
    Pinned pinObjects(List<StoredObject> objects);

    /** The same with no more than what is wanted of a large object that is not there, as of files. */
    default PinnedObject pinParts(StoredObject object, GroupChoice wanted) {
        Pinned pinned = pinObjects(List.of(object));
        return new PinnedObject(pinned, List.of(FilePart.whole(pinned.paths().getFirst())));
    }

    /**
     * Fetches a damaged copy again. The new one takes its place at once, so that nobody who reads the file misses it.
     *
     * @return false if it is no copy but the file itself, which stays
     * @throws LakeChangedException if the file is no longer in the lake
     * @throws dev.skytrove.lake.storage.StorageException if the store fails
     */
    boolean renew(PlannedFile file);

    /** The same of a part of a file. */
    default boolean renew(PlannedFile file, FilePart part) {
        return renew(file);
    }

    /**
     * Throws the copy of an object beside the tables away, so that it is fetched again when it is pinned next.
     *
     * @return false if it is no copy but the object itself, which stays
     */
    boolean discardObject(String name);

    /** Whether they are those of the lake themselves; copies are compared with their checksums here. */
    boolean areInPlace();

    /** How many bytes may be pinned at once, by all callers together. */
    long capacity();

    /** The directory below which all files are. */
    Path directory();

    /** Ends what is under way. */
    @Override
    void close();

    /** Files that are on the local disk until they are closed. */
    interface Pinned extends AutoCloseable {
        /** Where they are, in the order they were asked for. */
        List<Path> paths();

        /**
         * Makes sure that they are still there.
         *
         * @throws LakeChangedException if one has been deleted nevertheless, by another process
         */
        default void requirePresent() {
            for (Path path : paths()) {
                if (!Files.exists(path)) {
                    throw new LakeChangedException(path.getFileName().toString());
                }
            }
        }

        @Override
        void close();
    }

    /**
     * What is on the local disk of some files.
     *
     * @param pinned what keeps it there
     * @param parts of each file, in the order of its rows; none if nothing of it is wanted
     */
    record PinnedParts(Pinned pinned, Map<PlannedFile, List<FilePart>> parts) implements AutoCloseable {
        @Override
        public void close() {
            pinned.close();
        }
    }

    /**
     * What is on the local disk of an object.
     *
     * @param pinned what keeps it there
     * @param parts of it, in the order of its rows
     */
    record PinnedObject(Pinned pinned, List<FilePart> parts) implements AutoCloseable {
        @Override
        public void close() {
            pinned.close();
        }
    }
}
