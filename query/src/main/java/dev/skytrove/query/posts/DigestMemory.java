package dev.skytrove.query.posts;

import dev.skytrove.lake.LakeFile;
import dev.skytrove.query.files.PlannedFile;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fingerprints that some files have, in ascending order; those used least recently go first (I5). All methods may be called
 * from any thread.
 */
final class DigestMemory {
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final long mostBytes;

    /** Guarded by this. */
    private final Map<LakeFile, int[]> digests = new LinkedHashMap<>(16, 0.75f, true);

    private long bytes;

    /** Since when, by {@link System#nanoTime}. */
    private Optional<Long> paused = Optional.empty();

    /** @param mostBytes about how many bytes they take together at most */
    DigestMemory(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** Those of some files that are known. */
    synchronized Map<LakeFile, int[]> known(List<PlannedFile> files) {
        Map<LakeFile, int[]> some = new HashMap<>();
        for (PlannedFile file : files) {
            int[] digest = digests.get(file.file());
            if (digest != null) {
                some.put(file.file(), digest);
            }
        }
        return some;
    }

    synchronized void put(LakeFile file, int[] digest) {
        int[] former = digests.put(file, digest);
        bytes += size(digest) - (former == null ? 0 : size(former));
        Iterator<int[]> oldest = digests.values().iterator();
        while (bytes > mostBytes && oldest.hasNext()) {
            bytes -= size(oldest.next());
            oldest.remove();
        }
    }

    /** Whether it pays to make those of files that have about so many bytes of them. */
    synchronized boolean isWorthMaking(long estimate) {
        return estimate <= mostBytes
                && paused.filter(since -> System.nanoTime() - since < PAUSE.toNanos()).isEmpty();
    }

    /** After those of some files were made: that not all could be, or that they do not fit together, is so for a while. */
    synchronized void made(List<PlannedFile> files) {
        paused = known(files).size() < files.size() ? Optional.of(System.nanoTime()) : Optional.empty();
    }

    /** Of how many files they are known. */
    synchronized int count() {
        return digests.size();
    }

    private static long size(int[] digest) {
        return 200 + (long) Integer.BYTES * digest.length;
    }
}
