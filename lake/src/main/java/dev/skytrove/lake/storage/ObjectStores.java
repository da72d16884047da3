package dev.skytrove.lake.storage;

import dev.skytrove.lake.storage.StorageLocation.FileLocation;
import dev.skytrove.lake.storage.StorageLocation.S3Location;
import java.time.Duration;
import java.util.Map;

/** Opens the store that a setting names. A new kind of store is one case here. */
public final class ObjectStores {
    private ObjectStores() {}

    /**
     * Opens a store without touching it: nothing is read, written or connected to.
     *
     * @param location a {@link StorageLocation}
     * @param environment the process' variables; a bucket needs the standard {@code AWS_*} of {@link S3Settings}
     * @throws IllegalArgumentException if the location or a variable that it needs is wrong or missing
     */
    public static ObjectStore open(String location, Map<String, String> environment) {
        return open(location, environment, S3Clients.CALL_LIMIT);
    }

    /**
     * Opens a store for somebody who does not wait longer than {@code patience} for a call, a download excepted: that may
     * take its time as long as it makes progress.
     */
    public static ObjectStore open(String location, Map<String, String> environment, Duration patience) {
        return switch (StorageLocation.parse(location)) {
            case FileLocation file -> new FileObjectStore(file);
            case S3Location s3 -> new S3ObjectStore(s3, S3Settings.of(environment), patience);
        };
    }

    /**
     * Makes the bucket of a location if it does not exist yet. For trying things out: where people pay for a bucket,
     * they make it, and a mistyped name must fail.
     *
     * @throws IllegalArgumentException as {@link #open}
     * @throws StorageException if the server refuses or cannot be reached
     */
    public static void createBucket(String location, Map<String, String> environment) {
        if (StorageLocation.parse(location) instanceof S3Location s3) {
            S3Bucket.create(s3, S3Settings.of(environment));
        }
    }

    /**
     * Finds out at a process's start whether a store can be opened, without the cost of opening it. A directory need not
     * exist; but a file, what is below one, and what this user may not read would look like a store without objects.
     *
     * @throws IllegalArgumentException as {@link #open}, or if there can be no store in a directory
     */
    public static void check(String location, Map<String, String> environment) {
        switch (StorageLocation.parse(location)) {
            case FileLocation file -> StoreDirectory.fault(file.directory()).ifPresent(fault -> {
                throw new IllegalArgumentException("storage '" + file + "' cannot be used: " + fault);
            });
            case S3Location _ -> S3Settings.of(environment);
        }
    }
}
