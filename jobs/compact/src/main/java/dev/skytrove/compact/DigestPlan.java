package dev.skytrove.compact;

import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.LakeListing;
import dev.skytrove.lake.index.DigestKind;
import dev.skytrove.lake.index.MonthDigest;
import dev.skytrove.lake.index.MonthDigestListing;
import dev.skytrove.lake.storage.ObjectStore;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which digests of a kind to write and to delete, from one listing of the table that they are of, and of digests.
 *
 * @param writes of each month that of its days that are over, unless it is there
 * @param deletes what another digest has replaced for so long that no query can still read it, and what is of no live file
 * @param damaged how many are written because what is there is damaged
 */
record DigestPlan(List<DigestTask> writes, List<MonthDigestListing.Entry> deletes, int damaged) {
    DigestPlan {
        writes = List.copyOf(writes);
        deletes = List.copyOf(deletes);
    }

    /** Makes plans. */
    @Singleton
    static final class Maker {
        private final CompactConfig config;
        private final ObjectStore store;
        private final Clock clock;

        Maker(CompactConfig config, ObjectStore store, Clock clock) {
            this.config = config;
            this.store = store;
            this.clock = clock;
        }

        /** Lists all of the lake's files of the table. */
        DigestPlan make(DigestKind kind) {
            Instant now = clock.instant();
            SettledFiles settled = SettledFiles.read(store, config, now);
            LakeListing files = LakeListing.of(store, kind.table());
            MonthDigestListing digests = MonthDigestListing.of(store, kind);
            Map<YearMonth, List<LakeListing.Entry>> months = new TreeMap<>();
            files.live().forEach(entry -> months.computeIfAbsent(
                            MonthDigest.month(entry.file().hour()), month -> new ArrayList<>())
                    .add(entry));
            SettledHours closed = new SettledHours(settled, now, config.margin());
            List<DigestTask> writes = new ArrayList<>();
            MadeAnew damaged = new MadeAnew(store);
            months.forEach((month, some) ->
                    task(kind, month, over(some, closed), digests, damaged).ifPresent(writes::add));
            return new DigestPlan(writes, old(digests, months, now.minus(config.grace())), damaged.found());
        }
    }

    /** The files of a month's days that are over, up to the first that may still change. */
    private static List<LakeListing.Entry> over(List<LakeListing.Entry> files, SettledHours closed) {
        Optional<Instant> open = files.stream()
                .filter(entry -> !closed.settled().include(entry)
                        || entry.file().hour().day().plus(1, ChronoUnit.DAYS).plus(closed.margin()).isAfter(closed.now()))
                .map(entry -> entry.file().hour().day())
                .min(Instant::compareTo);
        return files.stream().filter(entry -> open.isEmpty() || entry.file().hour().day().isBefore(open.get())).toList();
    }

    private static Optional<DigestTask> task(
            DigestKind kind,
            YearMonth month,
            List<LakeListing.Entry> files,
            MonthDigestListing digests,
            MadeAnew damaged) {
        if (files.size() <= MonthDigest.FEW) {
            return Optional.empty();
        }
        List<LakeFile> names = files.stream().map(LakeListing.Entry::file).toList();
        int days = files.getLast().file().hour().start().atOffset(ZoneOffset.UTC).getDayOfMonth();
        MonthDigest digest =
                new MonthDigest(kind, month, days, digests.nextGeneration(month), kind.fingerprint(names));
        Optional<MonthDigestListing.Entry> newest = digests.newest(month);
        boolean isThere = newest.isPresent()
                && newest.get().digest().days() == days
                && newest.get().digest().files().equals(digest.files())
                && !damaged.includes(newest.get());
        return isThere
                ? Optional.empty()
                : Optional.of(new DigestTask(digest, files, newest, digests.inTheWay(month)));
    }

    private static List<MonthDigestListing.Entry> old(
            MonthDigestListing digests, Map<YearMonth, List<LakeListing.Entry>> months, Instant latest) {
        Stream<MonthDigestListing.Entry> replaced = digests.superseded().stream()
                .filter(entry -> !digests.newest(entry.digest().month()).orElseThrow().modifiedAt().isAfter(latest));
        Stream<MonthDigestListing.Entry> ofNothing = digests.newest().values().stream()
                .filter(entry -> !months.containsKey(entry.digest().month()) && !entry.modifiedAt().isAfter(latest));
        return Stream.concat(replaced, ofNothing).toList();
    }
}
