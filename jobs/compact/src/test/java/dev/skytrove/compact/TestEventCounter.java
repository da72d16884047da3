package dev.skytrove.compact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.jobs.LakeLease;
import dev.skytrove.lake.CrashInjector;
import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.count.CountedHours;
import dev.skytrove.lake.count.EventTotal;
import dev.skytrove.testing.lake.SampleAccount;
import dev.skytrove.testing.lake.SamplePost;
import dev.skytrove.testing.model.LakeReader;
import dev.skytrove.testing.model.Row;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The number of events that {@code state/events.json} tells is that of the rows that an independent reader finds. */
final class TestEventCounter {
    private static final Instant NOON = Instant.parse("2026-07-04T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    private Path directory;

    private Stage stage;

    @BeforeEach
    void open() {
        stage = Stage.in(directory);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void rowsOfAllTablesButFeaturesAreCountedAfterTheMerges() {
        flush(1, NOON, 3);
        // A row that is in the lake twice, as after a machine died, is merged into one.
        flush(2, NOON, 3);
        flush(3, NOON.plus(DAY), 5);
        stage.settle().compact();
        long rows = rows();
        assertThat(counted().total().events()).isEqualTo(rows).isPositive();
        stage.lake().addFeatures(1, NOON, List.of("score"), Map.of("at://did:plc:a/app.bsky.feed.post/1-0", Map.of("score", 1.0)));
        stage.compact(CrashInjector.NONE, Duration.ZERO, true);

        CountedHours counted = counted();
        assertThat(counted.total().events()).isEqualTo(rows);
        assertThat(counted.total().hours()).isEqualTo(2);
        assertThat(counted.total().uncounted()).isZero();
        assertThat(counted.hours().firstKey()).isEqualTo(day(0));
        assertThat(EventTotal.read(stage.store())).contains(counted.total());
    }

    @Test
    void hourThatIsNotOverIsForCertificates() {
        Instant now = Instant.now();
        flush(1, NOON, 3);
        flush(2, now, 4);
        stage.settle().compact();
        EventTotal total = counted().total();
        assertThat(total.hours()).isEqualTo(1);
        assertThat(total.until().start()).isAfter(NOON).isBeforeOrEqualTo(now);

        stage.compact(CrashInjector.NONE, Duration.ofHours(2), false);
        assertThat(counted().total().events()).isEqualTo(rows());
    }

    @Test
    void onlyHoursThatChangedAreReadAgain() throws IOException {
        flush(1, NOON, 3);
        flush(2, NOON.plus(DAY), 5);
        stage.settle().compact();
        // Of a known hour no file is opened: what is counted is what was known.
        String state = new String(stage.store().get(EventTotal.NAME, stage.config().memory()), StandardCharsets.UTF_8);
        String known = "\"events\":" + counted().hours().get(day(0)).events() + "}";
        assertThat(state).contains(known);
        put(state.replaceFirst(known.replace("}", "\\}"), "\"events\":1000}"));
        flush(3, NOON.plus(DAY), 5);
        stage.compact();
        assertThat(counted().hours().get(day(0)).events()).isEqualTo(1000);
        assertThat(counted().hours().get(day(1)).events()).isEqualTo(rows(NOON.plus(DAY)));

        // A window that begins later leaves alone what is older, and looks at all that came since the count before.
        run(day(30), day(1), EventCounter.MOST_FILES);
        assertThat(counted().hours()).hasSize(2);
        flush(4, NOON.plus(DAY.multipliedBy(35)), 2);
        run(day(50), day(40), EventCounter.MOST_FILES);
        assertThat(counted().hours().keySet()).containsExactly(day(0), day(1), day(35));
    }

    @Test
    void hoursThatExpiredAreNotCounted() throws IOException {
        flush(1, NOON, 3);
        flush(2, NOON.plus(DAY), 5);
        stage.settle().compact();
        long before = rows(NOON.plus(DAY));
        for (String name : stage.names("lake/")) {
            if (name.contains("day=04")) {
                Files.delete(stage.lake().storage().resolve(name));
            }
        }
        stage.compact(CrashInjector.NONE, Duration.ZERO, true);
        assertThat(counted().total().events()).isEqualTo(before);
        assertThat(counted().hours()).hasSize(1);
    }

    @Test
    void whatCannotBeReadIsSaidToBeUncounted() throws IOException {
        flush(1, NOON, 3);
        flush(2, NOON.plus(DAY), 5);
        String name = stage.names("lake/posts/").getFirst();
        Files.write(stage.lake().storage().resolve(name), new byte[100]);
        stage.settle().compact();
        EventTotal total = counted().total();
        assertThat(total.uncounted()).isEqualTo(1);
        assertThat(total.hours()).isEqualTo(1);
        assertThat(total.events()).isEqualTo(5 + 1);
    }

    @Test
    void whatOneRunMayNotReadIsForTheNext() {
        for (int day = 0; day < 4; day++) {
            flush(day + 1, NOON.plus(DAY.multipliedBy(day)), 2);
        }
        int ofAnHour = 2;
        run(day(10), day(0), 2 * ofAnHour);
        assertThat(counted().hours().keySet()).containsExactly(day(2), day(3));
        assertThat(counted().total().uncounted()).isEqualTo(2);
        // However new the window is: the rest is still missing.
        run(day(10), day(3), 2 * ofAnHour);
        assertThat(counted().total().uncounted()).isZero();
        assertThat(counted().total().events()).isEqualTo(rows());
    }

    @Test
    void i6WhatIsNoCountIsCountedAnew() {
        flush(1, NOON, 3);
        put("{\"version\":1,\"events\":");
        stage.settle().compact();
        assertThat(counted().total().events()).isEqualTo(rows());
    }

    private void run(HourKey until, HourKey since, int mostFiles) {
        try (LakeLease lease = LakeLease.acquire(
                "compact", stage.store(), ObjectMapper.getDefault(), Clock.systemUTC(), DAY, directory)) {
            Steps steps = new Steps(lease, new Tally());
            new EventCounter(stage.store(), until, until.start(), mostFiles).run(Optional.of(since), steps);
            steps.requireNoFailure();
        }
    }

    private static HourKey day(int number) {
        return HourKey.of(NOON.plus(DAY.multipliedBy(number)));
    }

    private void put(String content) {
        stage.store().put(EventTotal.NAME, content.getBytes(StandardCharsets.UTF_8));
    }

    private CountedHours counted() {
        return CountedHours.read(stage.store()).orElseThrow();
    }

    /** Posts of that many keys, and one account's name. */
    private void flush(int batch, Instant at, int posts) {
        for (int i = 0; i < posts; i++) {
            stage.lake().add(SamplePost.of("did:plc:a", "1-" + i, "text", at.plusSeconds(i)));
        }
        stage.lake().add(SampleAccount.identity("did:plc:a", "a.test", batch, at));
        stage.flush(batch);
    }

    private long rows() {
        return read().values().stream().mapToLong(Collection::size).sum();
    }

    private long rows(Instant hour) {
        return read().values().stream()
                .flatMap(List::stream)
                .filter(row -> HourKey.of(row.time("indexed_at")).equals(HourKey.of(hour)))
                .count();
    }

    private Map<String, List<Row>> read() {
        Map<String, List<Row>> tables = new HashMap<>(LakeReader.of(stage.lake().storage()).read());
        tables.remove("features");
        return tables;
    }
}
