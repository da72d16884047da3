package dev.skytrove.snapshot;

import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import dev.skytrove.testing.TestingS3;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An empty place for a lake.
 *
 * @param storage as {@code SKYTROVE_STORAGE} names it
 * @param environment what reaches it
 */
record Place(String storage, Map<String, String> environment) {
    /** A directory, or a bucket of a real S3 server. */
    enum Kind {
        DIRECTORY,
        BUCKET
    }

    static Place empty(Kind kind, Path directory) {
        return switch (kind) {
            case DIRECTORY -> new Place("file://" + directory, Map.of());
            case BUCKET -> {
                TestingS3 server = TestingS3.get();
                yield new Place(TestingS3.storageUri(server.createBucket(), "some/where"), server.environment());
            }
        };
    }

    ObjectStore open() {
        return ObjectStores.open(storage, environment);
    }

    /** Puts all files of a directory. */
    void fill(Path directory) {
        try (ObjectStore store = open();
                Stream<Path> files = Files.walk(directory)) {
            files.filter(Files::isRegularFile)
                    .sorted()
                    .forEach(file -> store.put(directory.relativize(file).toString(), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything is gone. */
    void lose() {
        try (ObjectStore store = open()) {
            store.delete(names(store));
        }
    }

    static List<String> names(ObjectStore store) {
        List<String> names = new ArrayList<>();
        store.list("", "", object -> names.add(object.name()));
        return names;
    }
}
