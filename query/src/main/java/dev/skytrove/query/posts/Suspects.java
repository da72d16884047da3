package dev.skytrove.query.posts;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.files.FilePlan;
import dev.skytrove.query.files.HidingRows;
import dev.skytrove.query.files.PlannedFile;
import dev.skytrove.query.read.LakeReader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Files that may hide posts of a span, and digests.
 *
 * @param deletes of the table deletes
 * @param oversized of the table oversized
 * @param versions of posts: those with a later version, or a copy
 * @param copies whether the span may have posts twice
 */
record Suspects(HidingRows deletes, HidingRows oversized, HidingRows versions, boolean copies) {
    /** It costs little to look so many up, and more are hidden all the more. */
    private static final int MOST_KEYS = 1 << 13;

    private static final String KEYS =
            "SELECT " + KeyDigests.FINGERPRINT + " FROM matches WHERE " + Matches.IN_SPAN + " LIMIT " + (MOST_KEYS + 1);

    /**
     * All that can hide posts of an hour, or come after it.
     *
     * @param near the hours that the posts are in, and those that their keys tell
     */
    static Suspects all(FilePlan plan, HourKey hour, Supplier<Set<HourKey>> near) {
        return new Suspects(
                plan.deletesOfPosts(hour), plan.oversizedPosts(hour, near), plan.versions(hour, near), true);
    }

    /**
     * The files among them that have the key of a post of a span, as far as is known, and all digests of months. A file of what
     * hides posts that is known to be unreadable fails the search all the same.
     */
    Suspects among(KeyDigests digests, Session session, LakeReader reader, Matches.Span span) {
        List<PlannedFile> files =
                all().flatMap(rows -> rows.files().stream()).toList();
        Optional<Map<LakeFile, int[]>> known = digests.of(files);
        if (known.isEmpty()) {
            return this;
        }
        List<Integer> keys =
                session.list(KEYS, row -> (int) row.getLong(1), span.round(), span.start(), span.end());
        return keys.size() > MOST_KEYS ? this : among(known.get(), reader, keys);
    }

    private Suspects among(Map<LakeFile, int[]> known, LakeReader reader, List<Integer> keys) {
        List<Integer> several = keys.stream().filter(key -> isMoreThanOnce(known, key)).toList();
        Suspects some = new Suspects(
                with(deletes, known, keys), with(oversized, known, keys), with(versions, known, several),
                !several.isEmpty() || Set.copyOf(keys).size() < keys.size());
        all().forEach(rows -> reader.consult(rows.files()));
        return some;
    }

    private Stream<HidingRows> all() {
        return Stream.of(deletes, oversized, versions);
    }

    /** A post that is there has its key in its own file. */
    private boolean isMoreThanOnce(Map<LakeFile, int[]> known, int key) {
        int count = 0;
        for (PlannedFile file : versions.files()) {
            count += count(known.get(file.file()), key);
        }
        return count != 1;
    }

    private static HidingRows with(HidingRows rows, Map<LakeFile, int[]> known, List<Integer> keys) {
        return rows.with(rows.files().stream()
                .filter(file -> keys.stream().anyMatch(key -> count(known.get(file.file()), key) > 0))
                .toList());
    }

    /** How often it is there, where more than one is as good as two. */
    private static int count(int[] digest, int key) {
        int place = Arrays.binarySearch(digest, key);
        if (place < 0) {
            return 0;
        }
        boolean again = (place > 0 && digest[place - 1] == key)
                || (place + 1 < digest.length && digest[place + 1] == key);
        return again ? 2 : 1;
    }
}
