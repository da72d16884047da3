package dev.skytrove.query.files;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What files of accounts come down to: one file on the local disk with those of their events that a search may ask for.
 * To read a covered file beside it changes nothing.
 *
 * @param path where it is
 * @param covered the files whose events went into it
 */
public record AccountDigest(Path path, List<PlannedFile> covered) {
    /** Takes a copy of the list. */
    public AccountDigest {
        covered = List.copyOf(covered);
    }

    /**
     * What is to be read beside it.
     *
     * @param live the live files of accounts
     * @return those that it does not cover; empty if it holds events that the lake no longer has
     */
    public Optional<List<PlannedFile>> rest(List<PlannedFile> live) {
        Set<PlannedFile> lake = new HashSet<>(live);
        List<PlannedFile> dead = covered.stream().filter(file -> !lake.contains(file)).toList();
        if (!dead.isEmpty() && !areSuperseded(dead, live)) {
            return Optional.empty();
        }
        Set<PlannedFile> known = new HashSet<>(covered);
        return Optional.of(live.stream().filter(file -> !known.contains(file)).toList());
    }

    /** A compaction writes the same events into a new file, so that names decide here too. */
    private static boolean areSuperseded(List<PlannedFile> dead, List<PlannedFile> live) {
        Map<HourKey, List<LakeFile>> hours =
                live.stream().map(PlannedFile::file).collect(Collectors.groupingBy(LakeFile::hour));
        return dead.stream()
                .map(PlannedFile::file)
                .allMatch(file -> hours.getOrDefault(file.hour(), List.of()).stream().anyMatch(file::isSupersededBy));
    }
}
