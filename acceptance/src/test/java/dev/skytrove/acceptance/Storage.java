package dev.skytrove.acceptance;

import dev.skytrove.testing.TestingS3;
import dev.skytrove.testing.model.LakeReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where a test's lake is. */
sealed interface Storage {
    /** The value of SKYTROVE_STORAGE. */
    String uri();

    /** What else a process must be told to reach it. */
    Map<String, String> environment();

    /** The lake as it stands now. */
    LakeReader reader();

    /** A directory. */
    static Storage file(Path directory) {
        return new Directory(directory);
    }

    /** A new bucket of the S3 server; skips the test where there is none. */
    static Storage s3(Path scratch) {
        TestingS3 server = TestingS3.get();
        return new Bucket(server, server.createBucket(), scratch);
    }

    record Directory(Path path) implements Storage {
        @Override
        public String uri() {
            return "file://" + path;
        }

        @Override
        public Map<String, String> environment() {
            return Map.of();
        }

        @Override
        public LakeReader reader() {
            return LakeReader.of(path);
        }
    }

    record Bucket(TestingS3 server, String name, Path scratch) implements Storage {
        private static final String PREFIX = "some/where";

        @Override
        public String uri() {
            return TestingS3.storageUri(name, PREFIX);
        }

        @Override
        public Map<String, String> environment() {
            return server.environment();
        }

        @Override
        public LakeReader reader() {
            try {
                Path copy = Files.createTempDirectory(scratch, "copy");
                server.download(name, PREFIX + "/", copy);
                return LakeReader.of(copy);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
