package dev.skytrove.flush;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.skytrove.testing.ChildProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a machine that dies would have on disk of a Redis: its files as far as they were synced. A small library, which
 * the test compiles, has the server note that.
 */
final class SyncedFiles {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String NOTE = ".synced";

    private final Path library;
    private final Path hold;

    private SyncedFiles(Path library, Path hold) {
        this.library = library;
        this.hold = hold;
    }

    /** Makes the library; skips the test where there is no C compiler. */
    static SyncedFiles in(Path directory) {
        Path source = directory.resolve("synced.c");
        Path library = directory.resolve("synced.so");
        try (InputStream resource = SyncedFiles.class.getResourceAsStream("/synced.c")) {
            Files.copy(resource, source, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assumeTrue(hasCompiler(), "there is no C compiler");
        try (ChildProcess compiler = ChildProcess.command(
                        "cc", "-shared", "-fPIC", "-O1", "-o", library.toString(), source.toString())
                .start()) {
            if (compiler.waitFor(PATIENCE) != 0) {
                throw new IllegalStateException(compiler.stderr());
            }
        }
        return new SyncedFiles(library, directory.resolve("hold"));
    }

    private static boolean hasCompiler() {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(path -> Files.isExecutable(Path.of(path, "cc")));
    }

    /** What the server's process needs. */
    Map<String, String> environment() {
        return Map.of("LD_PRELOAD", library.toString(), "HOLD", hold.toString());
    }

    /** Lets no sync begin until {@link #release}. */
    void hold() {
        try {
            Files.createFile(hold);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void release() {
        try {
            Files.deleteIfExists(hold);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies a server's files; of those that it syncs, what was synced. */
    static void copy(Path from, Path to) {
        try (Stream<Path> walk = Files.walk(from)) {
            List<Path> files = walk.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(NOTE) && !file.toString().endsWith(".making"))
                    .toList();
            for (Path file : files) {
                copy(file, to.resolve(from.relativize(file)), synced(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path file, Path copy, long size) throws IOException {
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
        try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
            channel.truncate(size);
        }
    }

    // Files that were synced under another name, before they were renamed, have no note.
    private static long synced(Path file) throws IOException {
        Path note = file.resolveSibling(file.getFileName() + NOTE);
        return Files.exists(note) ? Long.parseLong(Files.readString(note)) : Files.size(file);
    }
}
