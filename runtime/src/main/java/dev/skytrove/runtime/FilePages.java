package dev.skytrove.runtime;

import java.io.IOException;
import org.graalvm.word.WordFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pages of a native binary's file and of its libraries' that are in its memory. The system maps sixteen of them where
 * one is used; most are used once, at the start or in one part of a long task.
 */
public final class FilePages {
    private static final Logger log = LoggerFactory.getLogger(FilePages.class);

    private FilePages() {}

    /**
     * Gives back the pages of files that the process may only read. Those that are used again come back by themselves,
     * from the system's page cache as a rule: it harms nothing at any time, and costs less than 10 ms. On a JVM it does
     * nothing.
     */
    public static void release() {
        if (!NativeBinary.isRunning()) {
            return;
        }
        try {
            FileMapping.ofProcess().stream().filter(FileMapping::unchanged).forEach(FilePages::release);
        } catch (IOException e) {
            log.warn("memory is not given back: {}", e.toString());
        }
    }

    private static void release(FileMapping mapping) {
        int failed = LibC.madvise(
                WordFactory.pointer(mapping.start()), WordFactory.unsigned(mapping.length()), LibC.MADV_DONTNEED);
        if (failed != 0) {
            log.debug("{} is kept", mapping);
        }
    }
}
