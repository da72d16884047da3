package dev.skytrove.query.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.BatchRange;
import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Series;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestFilePlan {
    private static final Instant DAY = Instant.parse("2026-07-04T00:00:00Z");
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

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
    void hoursAreThoseThatMayHoldTheRangeNewestFirst() {
        for (int hour = 0; hour < 24; hour++) {
            put(LakeFile.flushed(Table.POSTS, hour(hour), 1));
        }
        FilePlan plan = FilePlan.list(store, DAY);

        assertThat(plan.posts(at(10, 0), at(12, 0)).keySet()).containsExactly(hour(12), hour(11), hour(10));
        assertThat(plan.posts(at(10, 59), at(12, 1)).keySet()).containsExactly(hour(13), hour(12), hour(11), hour(10));
        assertThat(plan.posts(at(10, 0), at(10, 0))).isEmpty();
        assertThat(plan.posts(FIRST, LAST)).hasSize(24);
    }

    @Test
    void i4SupersededFilesAreLeftOut() {
        put(LakeFile.flushed(Table.POSTS, hour(1), 1));
        put(LakeFile.flushed(Table.POSTS, hour(1), 2));
        LakeFile compacted = put(new LakeFile(Table.POSTS, hour(1), Series.FLUSH, new BatchRange(1, 2), 0));
        LakeFile later = put(LakeFile.flushed(Table.POSTS, hour(1), 3));

        FilePlan plan = FilePlan.list(store, FIRST);

        assertThat(files(plan.posts(FIRST, LAST).values().stream().flatMap(Collection::stream).toList()))
                .containsExactlyInAnyOrder(compacted, later);
    }

    @Test
    void i4WhatHidesAPostIsLookedForFromAnHourBefore() {
        LakeFile tooOld = put(LakeFile.flushed(Table.DELETES, hour(3), 1));
        LakeFile before = put(LakeFile.flushed(Table.DELETES, hour(4), 1));
        LakeFile after = put(LakeFile.flushed(Table.DELETES, hour(30), 2));
        put(LakeFile.flushed(Table.LIKES, hour(5), 1));

        assertThat(files(FilePlan.list(store, FIRST).deletes(hour(5)))).containsExactly(before, after);
        assertThat(files(FilePlan.list(store, at(5, 30)).deletes(hour(5))))
                .containsExactly(before, after)
                .doesNotContain(tooOld);
    }

    @Test
    void accountsAreReadFromTheBeginning() {
        LakeFile old = put(LakeFile.flushed(Table.ACCOUNTS, hour(0), 1));
        LakeFile recent = put(LakeFile.flushed(Table.ACCOUNTS, hour(99), 2));

        assertThat(files(FilePlan.list(store, at(50, 0)).accounts())).containsExactly(old, recent);
    }

    @Test
    void foreignNamesAreLeftAlone() {
        put(LakeFile.flushed(Table.POSTS, hour(0), 1));
        store.put("lake/posts/year=2026/_SUCCESS", new byte[0]);
        store.put("lake/accounts/year=2026/notes.txt", new byte[0]);
        store.put("feeds/latest/latest.jsonl", new byte[0]);

        FilePlan plan = FilePlan.list(store, FIRST);

        assertThat(plan.posts(FIRST, LAST)).hasSize(1);
        assertThat(plan.accounts()).isEmpty();
    }

    private LakeFile put(LakeFile file) {
        store.put(file.name(), new byte[1]);
        return file;
    }

    private static List<LakeFile> files(List<PlannedFile> planned) {
        return planned.stream().map(PlannedFile::file).toList();
    }

    private static HourKey hour(int hour) {
        return new HourKey(at(hour, 0));
    }

    private static Instant at(int hour, int minute) {
        return DAY.plus(Duration.ofHours(hour)).plus(Duration.ofMinutes(minute));
    }
}
