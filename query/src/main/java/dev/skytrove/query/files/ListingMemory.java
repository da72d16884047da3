package dev.skytrove.query.files;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.storage.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers for a minute what a query listed of days that are long over, in the cache: a lake of a year has tens of pages
 * of names, a bucket tells a thousand at a time, and the next page of an answer needs the same. Processes may share it, and
 * a damaged or foreign file is none. All methods may be called from any thread.
 *
 * <p>It makes no answer wrong (I4): what it holds is of a single query, which listed posts before what hides them. What
 * comes late to a day long over is seen as if it had been flushed up to a minute later, and can hide nothing of the days
 * since, which are always listed. Who finds that a file is gone has all be forgotten. Accounts, whose events hide posts of
 * any day, are not remembered.
 */
public final class ListingMemory {
    /** For how long. */
    static final Duration LIFETIME = Duration.ofMinutes(1);

    /** Fewer files of posts are one page of names, which is asked for as quickly as another. */
    static final int LEAST = 1000;

    /** What posts need. */
    static final List<Table> TABLES = List.of(Table.POSTS, Table.DELETES, Table.OVERSIZED);

    private static final Logger log = LoggerFactory.getLogger(ListingMemory.class);
    private static final Duration OLD = Duration.ofDays(2);
    private static final long LARGEST = 16 << 20;
    private static final String NAME = "listing.index";

    private final CacheFolder folder;
    private final Path file;
    private final Clock clock;
    private final AtomicReference<RememberedListing> newest = new AtomicReference<>();

    /** When a file turned out to be gone: what was listed up to then is of no use. */
    private volatile Instant forgotten = Instant.MIN;

    private ListingMemory(CacheFolder folder, Clock clock) {
        this.folder = folder;
        this.file = folder.directory().resolve(NAME);
        this.clock = clock;
    }

    /** That of a lake. */
    public static ListingMemory of(ObjectStore store, CacheSettings settings, Clock clock) {
        return new ListingMemory(CacheFolder.of(store, settings, clock), clock);
    }

    /** The time, by the clock that decides how old a listing is. */
    Instant now() {
        return clock.instant();
    }

    /** What can stand for a listing from an hour on; empty if nothing can. */
    Optional<RememberedListing> find(HourKey first) {
        RememberedListing known = newest.get();
        return known != null && isFit(known, first) ? Optional.of(known) : read().filter(some -> isFit(some, first));
    }

    /** Keeps what a query listed in full, if it is much. A failure is none: the next one lists again. */
    void remember(Instant listedAt, HourKey first, Map<Table, TableListing> listings) {
        HourKey until = new HourKey(listedAt.minus(OLD).truncatedTo(ChronoUnit.DAYS));
        RememberedListing listing = RememberedListing.of(listedAt, first, until, new EnumMap<>(listings));
        if (first.compareTo(until) >= 0 || listing.files(Table.POSTS) < LEAST) {
            return;
        }
        try {
            byte[] bytes = ListingCodec.encode(listing);
            if (bytes.length <= LARGEST) {
                newest.set(listing);
                folder.publish(bytes, file);
            }
        } catch (IOException | RuntimeException e) {
            log.info("a listing is not remembered: {}", e.toString());
        }
    }

    /** To be called when a listed file is gone. */
    public void forget() {
        forgotten = now();
        newest.set(null);
        CacheFolder.delete(file);
    }

    private boolean isFit(RememberedListing listing, HourKey first) {
        Instant now = now();
        boolean fresh = !listing.listedAt().isAfter(now) && now.isBefore(listing.listedAt().plus(LIFETIME));
        return fresh
                && listing.listedAt().isAfter(forgotten)
                && listing.from().compareTo(first) <= 0
                && first.compareTo(listing.until()) < 0;
    }

    private Optional<RememberedListing> read() {
        try {
            if (Files.size(file) > LARGEST) {
                return Optional.empty();
            }
            RememberedListing listing = ListingCodec.decode(Files.readAllBytes(file));
            newest.set(listing);
            return Optional.of(listing);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            log.info("a remembered listing cannot be read: {}", e.toString());
            return Optional.empty();
        }
    }
}
