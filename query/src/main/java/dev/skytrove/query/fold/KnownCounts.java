package dev.skytrove.query.fold;

import dev.skytrove.lake.LakeFile;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How many posts of files have which keys: names tell content for good, so a count holds as long as the same rows are hidden.
 * Those used least recently go first, so that they take about {@value #MOST_BYTES} bytes at most (I5). All methods may be
 * called from any thread.
 */
final class KnownCounts {
    private static final long MOST_BYTES = 6 << 20;
    private static final long BYTES_EACH = 300;

    /** Guarded by this, like all that follows. */
    private final Map<Id, Known> known = new LinkedHashMap<>(16, 0.75f, true);

    private final Supplier<Map<Id, Known>> former;
    private boolean read;
    private long bytes;
    private long changes;

    /** @param former those that an earlier process had, asked for once */
    KnownCounts(Supplier<Map<Id, Known>> former) {
        this.former = former;
    }

    /** @param by fingerprint of what it counts by */
    record Id(LakeFile file, String by) {}

    /**
     * A count.
     *
     * @param hidden fingerprint of how long the file is, and of the rows that were left out
     * @param counts empty if they are too much to be kept
     */
    record Known(String hidden, Optional<KeyCounts> counts) {
        private long weight() {
            return BYTES_EACH + counts.map(KeyCounts::size).orElse(0);
        }
    }

    /** That of a file without some rows. */
    synchronized Optional<Known> find(LakeFile file, String by, String hidden) {
        if (!read) {
            read = true;
            former.get().forEach(this::add);
        }
        return Optional.ofNullable(known.get(new Id(file, by))).filter(some -> some.hidden.equals(hidden));
    }

    synchronized void put(LakeFile file, String by, Known some) {
        add(new Id(file, by), some);
        changes++;
    }

    private void add(Id id, Known some) {
        Known before = known.put(id, some);
        bytes += some.weight() - (before == null ? 0 : before.weight());
        Iterator<Known> oldest = known.values().iterator();
        while (bytes > MOST_BYTES && oldest.hasNext()) {
            bytes -= oldest.next().weight();
            oldest.remove();
        }
    }

    /** All of them, those used least recently first. */
    synchronized Map<Id, Known> all() {
        return new LinkedHashMap<>(known);
    }

    /** How often something was put. */
    synchronized long changes() {
        return changes;
    }
}
