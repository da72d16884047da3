package dev.skytrove.query.fold;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What this process found of rows that nobody may see, hour by hour: those used least recently go first, so that it takes
 * about {@value #MOST_BYTES} bytes at most (I5). All methods may be called from any thread.
 */
final class KnownHiddenRows {
    /** Some three hundred hours of a hundred thousand posts. */
    private static final long MOST_BYTES = 8 << 20;

    private static final long BYTES_A_FILE = 64;

    /** Guarded by this. */
    private final Map<HourKey, HiddenHour> hours = new LinkedHashMap<>(16, 0.75f, true);

    private final Supplier<Map<HourKey, HiddenHour>> former;
    private boolean read;
    private long changes;

    /** @param former what an earlier process found, asked for once */
    KnownHiddenRows(Supplier<Map<HourKey, HiddenHour>> former) {
        this.former = former;
    }

    /** What is known of an hour with exactly these files of posts, of so many bytes together. */
    synchronized Optional<HiddenHour> find(HourKey hour, Set<LakeFile> posts, long bytes) {
        if (!read) {
            read = true;
            add(former.get());
        }
        return Optional.ofNullable(hours.get(hour))
                .filter(known -> known.bytes() == bytes && known.posts().equals(posts));
    }

    /** Remembers, instead of what was known before. */
    synchronized void put(Map<HourKey, HiddenHour> found) {
        boolean same = found.entrySet().stream().allMatch(hour -> hour.getValue().isSame(hours.get(hour.getKey())));
        add(found);
        changes += same ? 0 : 1;
    }

    /** All of it, those used least recently first. */
    synchronized Map<HourKey, HiddenHour> all() {
        return new LinkedHashMap<>(hours);
    }

    /** How often something else was put than was known. */
    synchronized long changes() {
        return changes;
    }

    private void add(Map<HourKey, HiddenHour> found) {
        hours.putAll(found);
        Iterator<HiddenHour> oldest = hours.values().iterator();
        for (long bytes = weight(hours.values()); bytes > MOST_BYTES && oldest.hasNext(); ) {
            bytes -= oldest.next().weight();
            oldest.remove();
        }
    }

    private static long weight(Collection<HiddenHour> hours) {
        Set<Set<LakeFile>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        hours.forEach(hour -> seen.add(hour.seen()));
        return hours.stream().mapToLong(HiddenHour::weight).sum()
                + BYTES_A_FILE * seen.stream().mapToLong(Set::size).sum();
    }
}
