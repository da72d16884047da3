package dev.skytrove.query.files;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of the lake that are known to be unreadable, so that not each query finds that out anew. A file of the same
 * name and another length is another one; the same one is looked at again after some minutes, as it may have been mended.
 * All methods may be called from any thread.
 */
public final class UnreadableFiles {
    /** So many are remembered; of more, those found longest ago are found anew. */
    static final int MOST = 1_000;

    static final Duration REMEMBERED = Duration.ofMinutes(10);

    private static final Logger log = LoggerFactory.getLogger(UnreadableFiles.class);

    private final Clock clock;

    /** When each was found; guarded by this. */
    private final Map<PlannedFile, Instant> found = new LinkedHashMap<>();

    /** Knows of none. */
    public UnreadableFiles(Clock clock) {
        this.clock = clock;
    }

    /** Remembers a file, and tells the log. */
    public synchronized void add(PlannedFile file, String reason) {
        log.error("{} of {} bytes cannot be read: {}", file.file().name(), file.size(), reason);
        found.remove(file);
        found.put(file, clock.instant());
        if (found.size() > MOST) {
            found.remove(found.keySet().iterator().next());
        }
    }

    /** Whether the file is known to be unreadable. */
    public synchronized boolean contains(PlannedFile file) {
        forgetOld();
        return found.containsKey(file);
    }

    /** How many there are. */
    public synchronized int count() {
        forgetOld();
        return found.size();
    }

    private void forgetOld() {
        if (!found.isEmpty()) {
            Instant oldest = clock.instant().minus(REMEMBERED);
            found.values().removeIf(at -> at.isBefore(oldest));
        }
    }
}
