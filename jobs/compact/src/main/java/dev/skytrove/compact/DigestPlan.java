package dev.skytrove.compact;

import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.LakeListing;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.index.DeletesDigest;
import dev.skytrove.lake.index.DeletesDigestListing;
import dev.skytrove.lake.index.IndexFile;
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
 * Which digests of deletes to write and to delete, from one listing of deletes and digests.
 *
 * @param writes of each month that of its days that are over, unless it is there
 * @param deletes what another digest has replaced for so long that no query can still read it, and what is of no live file
 */
record DigestPlan(List<DigestTask> writes, List<DeletesDigestListing.Entry> deletes) {
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

        /** Lists all of the lake's deletes. */
        DigestPlan make() {
            Instant now = clock.instant();
            SettledFiles settled = SettledFiles.read(store, config, now);
            LakeListing deletes = LakeListing.of(store, Table.DELETES);
            DeletesDigestListing digests = DeletesDigestListing.of(store);
            Map<YearMonth, List<LakeListing.Entry>> months = new TreeMap<>();
            deletes.live().forEach(entry -> months.computeIfAbsent(
                            DeletesDigest.month(entry.file().hour()), month -> new ArrayList<>())
                    .add(entry));
            ClosedHours closed = new ClosedHours(settled, now, config.margin());
            List<DigestTask> writes = new ArrayList<>();
            months.forEach((month, files) -> task(month, over(files, closed), digests).ifPresent(writes::add));
            return new DigestPlan(writes, old(digests, months, now.minus(config.grace())));
        }
    }

    /** The files of a month's days that are over, up to the first that may still change. */
    private static List<LakeListing.Entry> over(List<LakeListing.Entry> files, ClosedHours closed) {
        Optional<Instant> open = files.stream()
                .filter(entry -> !closed.settled().include(entry)
                        || entry.file().hour().day().plus(1, ChronoUnit.DAYS).plus(closed.margin()).isAfter(closed.now()))
                .map(entry -> entry.file().hour().day())
                .min(Instant::compareTo);
        return files.stream().filter(entry -> open.isEmpty() || entry.file().hour().day().isBefore(open.get())).toList();
    }

    private static Optional<DigestTask> task(
            YearMonth month, List<LakeListing.Entry> files, DeletesDigestListing digests) {
        if (files.size() <= DeletesDigest.FEW) {
            return Optional.empty();
        }
        List<LakeFile> names = files.stream().map(LakeListing.Entry::file).toList();
        int days = files.getLast().file().hour().start().atOffset(ZoneOffset.UTC).getDayOfMonth();
        DeletesDigest digest =
                new DeletesDigest(month, days, digests.nextGeneration(month), IndexFile.fingerprint(names));
        Optional<DeletesDigestListing.Entry> newest = digests.newest(month);
        boolean isThere = newest.isPresent()
                && newest.get().digest().days() == days
                && newest.get().digest().files().equals(digest.files());
        return isThere ? Optional.empty() : Optional.of(new DigestTask(digest, files, newest));
    }

    private static List<DeletesDigestListing.Entry> old(
            DeletesDigestListing digests, Map<YearMonth, List<LakeListing.Entry>> months, Instant latest) {
        Stream<DeletesDigestListing.Entry> replaced = digests.superseded().stream()
                .filter(entry -> !digests.newest(entry.digest().month()).orElseThrow().modifiedAt().isAfter(latest));
        Stream<DeletesDigestListing.Entry> ofNothing = digests.newest().values().stream()
                .filter(entry -> !months.containsKey(entry.digest().month()) && !entry.modifiedAt().isAfter(latest));
        return Stream.concat(replaced, ofNothing).toList();
    }
}
