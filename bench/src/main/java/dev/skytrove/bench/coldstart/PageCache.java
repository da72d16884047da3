package dev.skytrove.bench.coldstart;

import dev.skytrove.bench.Workshop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The system's copies of files in memory. */
final class PageCache {
    private static final Path SWITCH = Path.of("/proc/sys/vm/drop_caches");

    private PageCache() {}

    /** Whether this process may drop it. */
    static boolean isDroppable() {
        return Files.isWritable(SWITCH);
    }

    /** Forgets all that is not yet to be written. */
    static void drop(Path directory) throws IOException, InterruptedException {
        Workshop.run(List.of("sync"), directory, Map.of());
        Files.writeString(SWITCH, "3");
    }
}
