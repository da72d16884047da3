package dev.skytrove.runtime;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Releases the pages of a file, which have to come back with the same content. */
final class PagesCheck {
    private static final int KIB = 1024;

    private PagesCheck() {}

    static String run() throws IOException {
        if (!NativeBinary.isRunning()) {
            return "not tried: not a native binary";
        }
        byte[] content = new byte[KIB * KIB];
        Arrays.fill(content, (byte) 'x');
        Path file = Files.createTempFile("skytrove", ".pages");
        try (Arena arena = Arena.ofConfined();
                FileChannel channel = FileChannel.open(Files.write(file, content))) {
            return check(channel.map(MapMode.READ_ONLY, 0, content.length, arena), MemorySegment.ofArray(content));
        } finally {
            Files.delete(file);
        }
    }

    private static String check(MemorySegment mapped, MemorySegment content) throws IOException {
        boolean before = mapped.mismatch(content) < 0 && residentKib(mapped) == KIB;
        FilePages.release();
        long kept = residentKib(mapped);
        if (!before || kept != 0 || mapped.mismatch(content) >= 0) {
            throw new IllegalStateException("pages were not mapped, released or read again; " + kept + " KiB are kept");
        }
        return KIB + " KiB were released and read again";
    }

    private static long residentKib(MemorySegment mapped) throws IOException {
        return FileMapping.ofProcess().stream()
                .filter(mapping -> mapping.start() == mapped.address())
                .mapToLong(FileMapping::residentKib)
                .sum();
    }
}
