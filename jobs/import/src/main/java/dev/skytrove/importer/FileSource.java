package dev.skytrove.importer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;

/** A file. It is taken for another one when its length or time has changed. */
record FileSource(Path path, String identity, long length, boolean parquet) implements Source {
    private static final byte[] PARQUET = "PAR1".getBytes(StandardCharsets.US_ASCII);

    static FileSource of(Path path) throws IOException {
        long length = Files.size(path);
        String identity = path.toRealPath() + "\n" + length + "\n" + Files.getLastModifiedTime(path).toInstant();
        return new FileSource(path, identity, length, isParquet(path));
    }

    private static boolean isParquet(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return Arrays.equals(in.readNBytes(PARQUET.length), PARQUET);
        }
    }

    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public OptionalLong size() {
        return OptionalLong.of(length);
    }

    @Override
    public InputStream open() throws IOException {
        return Files.newInputStream(path);
    }
}
