package dev.skytrove.lake.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Files that are there whole or not at all. */
final class AtomicFile {
    private AtomicFile() {}

    /** Something done with a file. */
    @FunctionalInterface
    interface Action<T> {
        void run(T file) throws IOException;
    }

    /** Writes a temporary file into a directory, then has it placed; leaves no temporary file behind. */
    static void write(Path directory, Action<FileChannel> content, Action<Path> placement) throws IOException {
        String name = ".part-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        Path temporary = directory.resolve(name);
        try {
            try (FileChannel channel =
                    FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                content.run(channel);
            }
            placement.run(temporary);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Writes a file by way of a temporary one beside it. */
    static void write(Path target, Action<FileChannel> content) throws IOException {
        Path absolute = target.toAbsolutePath();
        write(absolute.getParent(), content, written -> replace(written, absolute));
    }

    /** Gives a written file its name, replacing what had it. */
    static void replace(Path written, Path target) throws IOException {
        Files.move(written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Makes the names in a directory durable. */
    static void forceDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
