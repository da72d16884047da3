package dev.skytrove.query.coverage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.count.CountedHours;
import dev.skytrove.lake.count.EventTotal;
import dev.skytrove.lake.coverage.Certificate;
import dev.skytrove.lake.coverage.CertificateJson;
import dev.skytrove.lake.coverage.CoverageFile;
import dev.skytrove.lake.coverage.TableCount;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import dev.skytrove.query.files.LakeContents;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many events a lake has: what was counted, and what certificates tell of the hours since. */
final class TestEventCounts {
    private static final HourKey HOUR = HourKey.of(Instant.parse("2026-07-04T12:00:00Z"));
    private static final Instant NOW = HOUR.start().plus(Duration.ofMinutes(40));
    private static final Instant REACHED = NOW.minusSeconds(90);

    @TempDir
    private Path directory;

    private ObjectStore store;

    @BeforeEach
    void open() {
        store = ObjectStores.open("file://" + directory, Map.of());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void certificatesOfTheHoursSinceAreAdded() {
        counted(-1, 1_000, 0);
        certify(-2, 1, 1);
        certify(-1, 1, 20);
        certify(-1, 2, 300);
        certify(0, 3, 4_000);
        // Stamped by a server whose clock is ahead: its time is yet to come.
        certify(1, 3, 50_000);
        assertThat(count(old(), Optional.of(REACHED))).contains(new EventCount(5_320, REACHED, 7, 0));
        assertThat(count(old(), Optional.empty())).contains(new EventCount(5_320, hour(-1).start(), 7, 0));
    }

    @Test
    void whatIsNotCountedIsTold() {
        counted(0, 1_000, 3);
        assertThat(count(old(), Optional.of(REACHED))).contains(new EventCount(1_000, REACHED, 7, 3));
    }

    @Test
    void i5CertificatesOfLongAgoAreNotRead() {
        counted(-60, 1_000, 0);
        certify(-1, 1, 20);
        assertThat(count(old(), Optional.of(REACHED))).contains(new EventCount(1_000, hour(-60).start(), 7, 0));
    }

    @Test
    void aYoungLakeOfFlushesIsToldOfByCertificatesAlone() {
        certify(-3, 1, 20);
        certify(0, 2, 300);
        assertThat(count(posts(-3, true), Optional.of(REACHED))).contains(new EventCount(320, REACHED, 0, 0));
        assertThat(count(posts(-3, false), Optional.of(REACHED))).as("imports").isEmpty();
        assertThat(count(old(), Optional.of(REACHED))).as("old").isEmpty();
        assertThat(count(new LakeContents(Optional.empty(), Optional.empty(), 0, 0, true), Optional.empty())).isEmpty();
    }

    @Test
    void i6WhatIsNoCountOrOfTheFutureIsNotBelieved() {
        store.put(EventTotal.NAME, "{}".getBytes(UTF_8));
        assertThat(count(old(), Optional.of(REACHED))).isEmpty();
        counted(1, 1_000, 0);
        assertThat(count(old(), Optional.of(REACHED))).isEmpty();
    }

    @Test
    void aDamagedCertificateLeavesWhatWasCounted() {
        counted(-1, 1_000, 0);
        store.put(CoverageFile.flushed(hour(0), 1).name(), "{".getBytes(UTF_8));
        assertThat(count(old(), Optional.of(REACHED))).contains(new EventCount(1_000, hour(-1).start(), 7, 0));
    }

    private Optional<EventCount> count(LakeContents posts, Optional<Instant> reached) {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        return new EventCounts(store, new CertifiedHours(store, clock), clock).of(posts, reached);
    }

    private static LakeContents old() {
        return posts(-1_000, true);
    }

    private static LakeContents posts(int first, boolean flushed) {
        return new LakeContents(Optional.of(hour(first)), Optional.of(hour(0)), 2, 2, flushed);
    }

    private void counted(int until, long events, int uncounted) {
        EventTotal total = new EventTotal(NOW, hour(until), 7, uncounted, events);
        store.put(EventTotal.NAME, new CountedHours(total, new TreeMap<>()).json());
    }

    private void certify(int hour, long batch, long ingested) {
        Map<Table, TableCount> tables =
                Map.of(Table.POSTS, new TableCount(ingested + 5, ingested - 1), Table.LIKES, new TableCount(1, 1));
        Certificate certificate = new Certificate(hour(hour), tables, 9, List.of(), List.of(), List.of());
        store.put(CoverageFile.flushed(hour(hour), batch).name(), CertificateJson.write(certificate));
    }

    private static HourKey hour(int number) {
        return HourKey.ofNumber(HOUR.number() + number);
    }
}
