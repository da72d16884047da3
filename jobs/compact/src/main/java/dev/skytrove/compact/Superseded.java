package dev.skytrove.compact;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeListing;
import dev.skytrove.lake.snapshot.SnapshotFiles;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Files that were replaced so long ago that no query can still read them. */
final class Superseded {
    private Superseded() {}

    /**
     * Finds them.
     *
     * @param grace how long what replaces them must have been there
     * @param kept what snapshots name: it stays
     * @return of each live file that replaced others these others
     */
    static Map<LakeListing.Entry, List<LakeListing.Entry>> of(
            LakeListing listing, Instant now, Duration grace, SnapshotFiles kept) {
        Map<HourKey, List<LakeListing.Entry>> dead =
                listing.superseded().stream().collect(Collectors.groupingBy(entry -> entry.file().hour()));
        Map<LakeListing.Entry, List<LakeListing.Entry>> due = new LinkedHashMap<>();
        for (LakeListing.Entry live : listing.live()) {
            List<LakeListing.Entry> replaced = dead.getOrDefault(live.file().hour(), List.of()).stream()
                    .filter(entry -> entry.file().isSupersededBy(live.file()) && !kept.keeps(entry.file()))
                    .toList();
            if (!replaced.isEmpty() && !live.modifiedAt().plus(grace).isAfter(now)) {
                due.put(live, replaced);
            }
        }
        return due;
    }
}
