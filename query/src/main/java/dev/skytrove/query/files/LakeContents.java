package dev.skytrove.query.files;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.Series;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.storage.ObjectStore;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * Which hours of posts a lake has.
 *
 * @param first the oldest hour; empty if there is none
 * @param last the newest hour; empty if there is none
 * @param hours how many there are
 * @param files how many live files they have
 * @param flushed whether flushes wrote all of them, so that certificates tell of their rows
 */
public record LakeContents(
        Optional<HourKey> first, Optional<HourKey> last, int hours, int files, boolean flushed) {
    /** Lists the posts of a lake; a query that is stopped waits no longer. */
    public static LakeContents list(ObjectStore store) {
        NavigableMap<HourKey, List<PlannedFile>> posts =
                TableListing.list(store, Table.POSTS, "", Waits.stop()).hours();
        if (posts.isEmpty()) {
            return new LakeContents(Optional.empty(), Optional.empty(), 0, 0, true);
        }
        int files = posts.values().stream().mapToInt(Collection::size).sum();
        boolean flushed = posts.values().stream()
                .flatMap(Collection::stream)
                .allMatch(file -> file.file().series().equals(Series.FLUSH));
        return new LakeContents(
                Optional.of(posts.firstKey()), Optional.of(posts.lastKey()), posts.size(), files, flushed);
    }
}
