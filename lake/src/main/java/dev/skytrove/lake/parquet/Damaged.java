package dev.skytrove.lake.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** How damage of a file is told. What Parquet throws at it is of any kind. */
final class Damaged {
    private Damaged() {}

    static IOException file(Path path, Exception e) {
        Exception cause = e instanceof UncheckedIOException io ? io.getCause() : e;
        return new IOException(path + " cannot be read: " + cause, cause);
    }
}
