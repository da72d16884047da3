package dev.skytrove.query.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import dev.skytrove.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is seen of a lake of many files with and without the memory of an earlier listing. */
final class TestListingMemory {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-07-04T12:34:56.789Z");
    private static final Instant LATER = NOW.plusSeconds(59);
    private static final Instant TOO_LATE = NOW.plusSeconds(61);
    private static final int AN_HOUR = 100;
    private static final HourKey FIRST = HourKey.of(START.minus(Duration.ofHours(1)));

    @TempDir
    private Path directory;

    private final AtomicReference<Instant> time = new AtomicReference<>(NOW);
    private ObjectStore store;
    private ListingMemory memory;

    @BeforeEach
    void fill() {
        store = ObjectStores.open("file://" + directory.resolve("lake"), Map.of());
        for (int file = 0; file < ListingMemory.LEAST; file++) {
            put(Table.POSTS, START.plus(Duration.ofHours(file / AN_HOUR)), 1 + file);
        }
        put(Table.DELETES, START, 1);
        memory = memory();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void oldDaysAreListedOnceAMinuteByAllProcesses() {
        listAndRemember();
        put(Table.POSTS, START, 5_000);
        put(Table.DELETES, START, 2);
        time.set(LATER);

        for (ListingMemory some : List.of(memory, memory())) {
            FilePlan plan = FilePlan.list(store, some, START);
            assertThat(posts(plan)).isEqualTo(ListingMemory.LEAST);
            assertThat(plan.deletes(HourKey.of(START))).hasSize(1);
        }
        time.set(TOO_LATE);
        FilePlan plan = FilePlan.list(store, memory, START);
        assertThat(posts(plan)).isEqualTo(ListingMemory.LEAST + 1);
        assertThat(plan.deletes(HourKey.of(START))).hasSize(2);
        awaitRemembered(FIRST);
    }

    @Test
    void i4RecentDaysAndAccountsAreListedEachTime() {
        listAndRemember();
        put(Table.POSTS, NOW, 7);
        put(Table.POSTS, NOW.minus(Duration.ofHours(40)), 7);
        put(Table.DELETES, NOW, 7);
        put(Table.OVERSIZED, NOW, 7);
        put(Table.ACCOUNTS, START, 7);

        FilePlan plan = FilePlan.list(store, memory, START);

        assertThat(posts(plan)).isEqualTo(ListingMemory.LEAST + 2);
        assertThat(plan.deletes(HourKey.of(START))).hasSize(2);
        assertThat(plan.oversized(HourKey.of(START))).hasSize(1);
        assertThat(plan.accounts()).hasSize(1);
    }

    @Test
    void earlierHoursThanThoseRememberedAreListed() {
        listAndRemember();
        put(Table.POSTS, START.minus(Duration.ofDays(1)), 1);

        Instant earlier = START.minus(Duration.ofDays(2));
        assertThat(posts(FilePlan.list(store, memory, earlier))).isEqualTo(ListingMemory.LEAST + 1);
        awaitRemembered(HourKey.of(earlier));
    }

    @Test
    void laterHoursAreCutOutOfThoseRemembered() {
        listAndRemember();

        FilePlan plan = FilePlan.list(store, memory, START.plus(Duration.ofHours(4)));

        assertThat(plan.superseding(FIRST)).hasSize(ListingMemory.LEAST - 3 * AN_HOUR);
    }

    @Test
    void i4NothingIsKnownOfAFileThatIsGone() {
        listAndRemember();
        store.delete(List.of(LakeFile.flushed(Table.POSTS, HourKey.of(START), 1).name()));

        memory.forget();

        assertThat(posts(FilePlan.list(store, memory, START))).isEqualTo(ListingMemory.LEAST - 1);
        assertThat(posts(FilePlan.list(store, memory(), START))).isEqualTo(ListingMemory.LEAST - 1);
    }

    @Test
    void damagedMemoryIsNone() throws IOException {
        listAndRemember();
        put(Table.POSTS, START, 5_000);
        Path file = remembered();
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        assertThat(memory().find(FIRST)).isEmpty();
        Files.write(file, new byte[3], StandardOpenOption.TRUNCATE_EXISTING);
        assertThat(posts(FilePlan.list(store, memory(), START))).isEqualTo(ListingMemory.LEAST + 1);
        awaitRemembered(FIRST);
    }

    @Test
    void littleIsNotRemembered() {
        store.delete(List.of(LakeFile.flushed(Table.POSTS, HourKey.of(START), 1).name()));
        TableListing posts = TableListing.list(store, Table.POSTS, "", Waits.stop());
        TableListing none = TableListing.list(store, Table.OVERSIZED, "", Waits.stop());

        memory.remember(NOW, FIRST, Map.of(Table.POSTS, posts, Table.DELETES, none, Table.OVERSIZED, none));

        assertThat(memory.find(FIRST)).isEmpty();
    }

    private void listAndRemember() {
        assertThat(posts(FilePlan.list(store, memory, START))).isEqualTo(ListingMemory.LEAST);
        awaitRemembered(FIRST);
    }

    /** It is written beside the query; nothing is to be left under way. */
    private void awaitRemembered(HourKey first) {
        Await.until("the listing is on the disk", Duration.ofSeconds(30), () -> memory().find(first).isPresent());
    }

    private ListingMemory memory() {
        CacheSettings settings = new CacheSettings(directory.resolve("cache"), DataSize.ofMebibytes(10), 1);
        return ListingMemory.of(store, settings, clock());
    }

    private Path remembered() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("cache"))) {
            return files.filter(file -> file.endsWith("listing.index")).findFirst().orElseThrow();
        }
    }

    /** Not through the store, which waits for the disk. */
    private void put(Table table, Instant at, long batch) {
        Path file = directory.resolve("lake").resolve(LakeFile.flushed(table, HourKey.of(at), batch).name());
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, new byte[1]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int posts(FilePlan plan) {
        return plan.superseding(HourKey.of(START.minus(Duration.ofDays(3)))).size();
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return time.get();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }
}
