package dev.skytrove.query.coverage;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.coverage.Certificate;
import dev.skytrove.lake.coverage.CoverageFile;
import dev.skytrove.lake.coverage.CoverageReader;
import dev.skytrove.lake.coverage.Verdict;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.query.criteria.TimeRange;
import dev.skytrove.query.files.LakeContents;
import dev.skytrove.query.files.Waits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Judges hours by their certificates. An object is never given other content, so what was read of an hour holds as long as
 * its objects have the same names: of a day that was read before, one listing tells whether anything is new. May be used
 * from any thread.
 */
public final class CertifiedHours {
    /** So many hours of a range are judged, the newest (I5): 31 days. */
    static final int MOST_HOURS = 744;

    /** So many stretches are told. */
    static final int MOST_STRETCHES = 200;

    /** So many days are kept in memory. */
    private static final int MOST_DAYS = 70;

    /** Within it a day is not listed again. */
    private static final Duration FRESH = Duration.ofSeconds(30);

    private final ObjectStore store;
    private final CoverageReader reader;
    private final Clock clock;

    /** Those used last are at the end. */
    private final Map<LocalDate, Day> days = new LinkedHashMap<>(16, 0.75f, true);

    /** @param clock what is ahead of it has no certificate yet */
    public CertifiedHours(ObjectStore store, Clock clock) {
        this.store = store;
        this.reader = new CoverageReader(store);
        this.clock = clock;
    }

    private record Day(Instant listedAt, Map<HourKey, Read> hours) {}

    /**
     * What was read of an hour.
     *
     * @param files that told so
     * @param from what of the hour is covered without a hole from its start on, as a certificate of one span
     * @param latest the latest time in it that anything was read of; 0 if nothing was
     * @param ingested how many events of it came, each counted once
     */
    private record Read(List<CoverageFile> files, Certificate from, long latest, long ingested) {}

    /**
     * Judges the hours that a range touches and that have begun. Where the range has no start, it begins with the first hour
     * of the lake that has posts.
     *
     * @throws dev.skytrove.lake.storage.StorageException if the lake cannot be read
     */
    public Coverage of(TimeRange range) {
        Optional<HourKey> first = first(range);
        HourKey last = HourKey.of(min(range.end(), clock.instant().plus(1, ChronoUnit.MICROS)).minus(1, ChronoUnit.MICROS));
        if (first.isEmpty() || range.isEmpty() || last.compareTo(first.get()) < 0) {
            return new Coverage(0, 0, 0, 0, List.of(), false);
        }
        long hours = ChronoUnit.HOURS.between(first.get().start(), last.end());
        HourKey judged = hours <= MOST_HOURS ? first.get() : new HourKey(last.end().minus(MOST_HOURS, ChronoUnit.HOURS));
        Map<HourKey, Read> read = read(judged, last);
        long readUpTo = read.values().stream().mapToLong(Read::latest).max().orElse(0);
        Tally tally = new Tally();
        for (HourKey hour = last; hour.compareTo(judged) >= 0; hour = before(hour)) {
            Optional<Certificate> known = Optional.ofNullable(read.get(hour)).map(Read::from);
            tally.add(Verdict.of(hour, known, readUpTo));
        }
        return tally.coverage(Math.max(0, hours - MOST_HOURS));
    }

    /**
     * How many events flushes put into the hours from one on that have begun.
     *
     * @param first not long ago: every certificate since is read
     * @throws dev.skytrove.lake.storage.StorageException if the lake cannot be read
     */
    public long ingested(HourKey first) {
        HourKey last = HourKey.of(clock.instant());
        long ingested = 0;
        for (LocalDate day = day(first); !day.isAfter(day(last)); day = day.plusDays(1)) {
            for (Map.Entry<HourKey, Read> hour : read(day).entrySet()) {
                if (hour.getKey().compareTo(first) >= 0 && hour.getKey().compareTo(last) <= 0) {
                    ingested += hour.getValue().ingested;
                }
            }
        }
        return ingested;
    }

    private Optional<HourKey> first(TimeRange range) {
        return range.start().equals(TimeRange.ALL.start())
                ? LakeContents.list(store).first()
                : Optional.of(HourKey.of(range.start()));
    }

    /** Of the day behind the last hour, too: that something was read there tells that the hours before are over. */
    private Map<HourKey, Read> read(HourKey first, HourKey last) {
        Map<HourKey, Read> read = new TreeMap<>();
        LocalDate end = day(last).plusDays(1);
        for (LocalDate day = day(first); !day.isAfter(end); day = day.plusDays(1)) {
            read.putAll(read(day));
        }
        return read;
    }

    private Map<HourKey, Read> read(LocalDate day) {
        Instant now = clock.instant();
        Day known = known(day);
        if (now.isBefore(known.listedAt.plus(FRESH))) {
            return known.hours;
        }
        Map<HourKey, CompletableFuture<Read>> reading = new TreeMap<>();
        reader.files(day).forEach((hour, files) -> reading.put(hour, read(hour, files, known.hours.get(hour))));
        Map<HourKey, Read> hours = new TreeMap<>();
        reading.forEach((hour, read) -> hours.put(hour, Waits.await(read)));
        keep(day, new Day(now, hours));
        return hours;
    }

    private CompletableFuture<Read> read(HourKey hour, List<CoverageFile> files, Read known) {
        if (known != null && known.files.equals(files)) {
            return CompletableFuture.completedFuture(known);
        }
        return CompletableFuture.supplyAsync(() -> read(files, reader.merged(hour, files)), Threads.READING);
    }

    private static Read read(List<CoverageFile> files, Certificate certificate) {
        long latest = certificate.spans().stream().mapToLong(span -> span.to()).max().orElse(0);
        return new Read(List.copyOf(files), Stretches.fromStart(certificate), latest, certificate.ingested());
    }

    private synchronized Day known(LocalDate day) {
        return days.getOrDefault(day, new Day(Instant.MIN, Map.of()));
    }

    private synchronized void keep(LocalDate day, Day read) {
        days.put(day, read);
        if (days.size() > MOST_DAYS) {
            days.remove(days.keySet().iterator().next());
        }
    }

    private static HourKey before(HourKey hour) {
        return new HourKey(hour.start().minus(1, ChronoUnit.HOURS));
    }

    private static LocalDate day(HourKey hour) {
        return LocalDate.ofInstant(hour.start(), ZoneOffset.UTC);
    }

    private static Instant min(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** So many objects of a bucket are asked for at once; made when first needed. */
    private static final class Threads {
        static final ExecutorService READING = Executors.newFixedThreadPool(
                16, Thread.ofPlatform().daemon().name("query-coverage-", 1).factory());
    }

    /** Counts verdicts, which come from the newest hour to the oldest. */
    private static final class Tally {
        private final Map<Verdict.State, Integer> states = new EnumMap<>(Verdict.State.class);
        private final List<Coverage.Stretch> stretches = new ArrayList<>();
        private boolean truncated;

        void add(Verdict verdict) {
            states.merge(verdict.state(), 1, Integer::sum);
            if (verdict.state() == Verdict.State.COMPLETE) {
                return;
            }
            HourKey hour = verdict.hour();
            Coverage.Stretch later = stretches.isEmpty() ? null : stretches.getLast();
            if (later != null && later.start().equals(hour.end()) && later.state() == verdict.state()) {
                stretches.set(stretches.size() - 1, new Coverage.Stretch(hour.start(), later.end(), later.state()));
            } else if (stretches.size() < MOST_STRETCHES) {
                stretches.add(new Coverage.Stretch(hour.start(), hour.end(), verdict.state()));
            } else {
                truncated = true;
            }
        }

        Coverage coverage(long unjudged) {
            return new Coverage(
                    states.getOrDefault(Verdict.State.COMPLETE, 0),
                    states.getOrDefault(Verdict.State.INCOMPLETE, 0),
                    states.getOrDefault(Verdict.State.UNKNOWN, 0),
                    unjudged,
                    stretches,
                    truncated);
        }
    }
}
