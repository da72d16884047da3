package dev.skytrove.compact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.skytrove.lake.CrashInjector;
import dev.skytrove.lake.Table;
import dev.skytrove.query.PostSearch;
import dev.skytrove.query.SearchPage;
import dev.skytrove.query.criteria.CriteriaParser;
import dev.skytrove.query.posts.PostResult;
import dev.skytrove.runtime.JobFailedException;
import dev.skytrove.runtime.LeaseHeldException;
import dev.skytrove.testing.lake.SampleAccount;
import dev.skytrove.testing.lake.SampleKey;
import dev.skytrove.testing.lake.SamplePost;
import dev.skytrove.testing.model.LakeReader;
import dev.skytrove.testing.model.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestCompaction {
    private static final Instant NOON = Instant.parse("2026-07-04T12:00:00Z");
    private static final String HOUR = "lake/posts/year=2026/month=07/day=04/hour=12/";
    private static final Duration LATER = Duration.ofHours(2);

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
    void i4HourBecomesOneFileThatHoldsTheSameRowsInOrder() {
        for (int batch = 1; batch <= 5; batch++) {
            for (int i = 0; i < 20; i++) {
                // Later batches have earlier posts, too.
                stage.lake().add(post(batch + "-" + i, (i * 7 + batch * 13) % 3_000));
            }
            stage.lake().add(SampleAccount.identity("did:plc:a", "a" + batch + ".test", batch, NOON.plusSeconds(batch)));
            stage.flush(batch);
        }
        LakeReader before = reader();
        List<Row> posts = before.read().get("posts");
        List<Row> accounts = before.read().get("accounts");

        CompactSummary summary = stage.settle().compact();

        assertThat(stage.files(HOUR)).contains("posts-flush-1-5-0.parquet").hasSize(6);
        assertThat(reader().files()).filteredOn(name -> name.contains("/posts")).singleElement().asString()
                .endsWith("posts-flush-1-5-0.parquet");
        assertThat(reader().read().get("posts")).containsExactlyInAnyOrderElementsOf(posts);
        assertThat(reader().read().get("posts")).isSortedAccordingTo(Comparator.comparing(row -> row.time("sort_at")));
        assertThat(reader().read().get("accounts")).containsExactlyInAnyOrderElementsOf(accounts);
        assertThat(summary.merged()).isEqualTo(2);
        assertThat(summary.filesMerged()).isEqualTo(10);
        assertThat(summary.rows()).isEqualTo(105);
        assertThat(summary.rowsRemoved()).isZero();
        assertThat(summary.bytesAfter()).isLessThan(summary.bytesBefore());
    }

    @Test
    void i4WhatWasReplacedStaysForTheGraceAndGoesThen() {
        flushSome(1, 4);
        stage.settle().compact();
        assertThat(stage.compact().filesDeleted()).isZero();
        assertThat(stage.files(HOUR)).hasSize(5);

        CompactSummary summary = stage.compact(CrashInjector.NONE, LATER, false);

        assertThat(summary.filesDeleted()).isEqualTo(4);
        assertThat(summary.bytesDeleted()).isPositive();
        assertThat(stage.files(HOUR)).containsExactly("posts-flush-1-4-0.parquet");
        assertThat(stage.compact(CrashInjector.NONE, LATER, false).filesDeleted()).isZero();
    }

    @Test
    void searchWithAnEmptyCacheReadsOneFileForAllThatIsSaidOfAccounts() {
        for (int hour = 0; hour < 30; hour++) {
            Instant at = NOON.plus(Duration.ofHours(hour));
            stage.lake().add(SampleAccount.identity("did:plc:a", "a" + hour + ".test", hour + 1, at));
            stage.flush(hour + 1);
        }
        stage.lake().add(SamplePost.of("did:plc:a", "1", "x", NOON), SamplePost.of("did:plc:b", "2", "x", NOON));
        stage.lake().add(SampleAccount.status("did:plc:b", "deleted", 1_000, NOON.plus(Duration.ofHours(40))));
        stage.flush(100);

        stage.settle().compact(CrashInjector.NONE, Duration.ZERO, true);

        try (PostSearch search = stage.search()) {
            SearchPage page = search.search(CriteriaParser.ofPages(Clock.systemUTC(), 50, 1_000).parse(Map.of()));
            assertThat(page.posts()).extracting(PostResult::rkey).containsExactly("1");
            assertThat(page.posts()).extracting(PostResult::handle).containsExactly("a29.test");
            // The hour's posts; all files of accounts are in the digest.
            assertThat(page.meta().filesRead()).isEqualTo(1);
        }
    }

    /** Whatever tables the lake has, those without events too: a run tells of all of them together. */
    @Test
    void runTellsOfAllTablesTogether() {
        flushSome(1, 4);
        CompactSummary summary = stage.settle().compact();

        assertThat(summary.merged()).isPositive();
        assertThat(summary.counts().keySet())
                .contains("rows")
                .noneMatch(metric -> Stream.of(Table.values())
                        .anyMatch(table -> List.of(metric.split("_", -1)).contains(table.label())));
    }

    @Test
    void lateBatchIsMergedIntoTheHour() {
        flushSome(1, 3);
        stage.settle().compact();
        flushSome(9, 9);
        stage.compact();

        assertThat(reader().files()).singleElement().asString().endsWith("posts-flush-1-9-0.parquet");
        assertThat(reader().counts()).containsEntry("posts", 4L);
    }

    /** Those of features have columns of their own. */
    @Test
    void i4FilesOfImportsBecomeOneBesideThatOfFlushes() throws IOException {
        SamplePost deleted = post("p3", 3);
        stage.lake().add(post("p2", 2), deleted);
        stage.flush(2);
        stage.lake().add(post("p1", 1)).add(deleted.deleted("3b", NOON.plusSeconds(9)));
        stage.flush(9);
        for (String name : stage.names("lake/")) {
            Path file = stage.lake().storage().resolve(name);
            Files.move(file, file.resolveSibling(file.getFileName().toString().replace("-flush-", "-import-")));
        }
        flushSome(4, 5);
        List<String> features = new ArrayList<>();
        for (int batch = 10; batch <= 11; batch++) {
            features.add(stage.lake().addFeatures(batch, NOON, List.of("score"), Map.of(deleted.uri(), Map.of("score", 0.5))));
        }

        assertThat(stage.settle().compact().merged()).as("an import may have just put them").isEqualTo(1);
        CompactSummary summary = stage.compact(CrashInjector.NONE, Duration.ofMinutes(20), false);

        assertThat(summary.merged()).isEqualTo(1);
        assertThat(summary.rowsRemoved()).isEqualTo(1);
        stage.compact(CrashInjector.NONE, LATER, false);
        assertThat(stage.files(HOUR)).containsExactly("posts-flush-4-5-0.parquet", "posts-import-2-9-0.parquet");
        assertThat(stage.names("lake/features/")).isEqualTo(features);
        stage.store().delete(features);
        assertThat(keys()).containsExactlyInAnyOrder("p1", "p2", "p4", "p5");
        try (PostSearch search = stage.search()) {
            assertThat(Stage.find(search)).containsExactly("p5 text", "p4 text", "p2 text", "p1 text");
        }
    }

    @Test
    void openHourIsLeftAlone() {
        Instant now = Instant.now();
        stage.lake().add(SamplePost.of("did:plc:a", "1", "x", now.minusSeconds(2)));
        stage.flush(1);
        stage.lake().add(SamplePost.of("did:plc:a", "2", "x", now.minusSeconds(2)));
        stage.flush(2);

        assertThat(stage.settle().compact().merged()).isZero();
        assertThat(stage.compact(CrashInjector.NONE, Duration.ofMinutes(76), false).merged()).isEqualTo(1);
    }

    /** A flush may still put these again, or withdraw them. */
    @Test
    void i3BatchThatALaterFlushDoesNotVouchForIsLeftAlone() {
        flushSome(1, 4);

        assertThat(stage.compact().merged()).isZero();
        assertThat(stage.settle(3, "2099-01-01T00:00:00Z").compact().merged()).isEqualTo(1);
        assertThat(stage.files(HOUR)).contains("posts-flush-1-2-0.parquet").hasSize(5);
        assertThat(stage.settle(9, Instant.now().plusSeconds(50).toString()).compact().merged()).isZero();
        assertThat(stage.settle(9, Instant.now().plusSeconds(90).toString()).compact().merged()).isEqualTo(1);
        assertThat(stage.files(HOUR)).contains("posts-flush-1-4-0.parquet");
    }

    @Test
    void i2CopiesOfARowBecomeOne() {
        SamplePost post = post("1", 10);
        stage.lake().add(post, post("2", 20)).add(post.deleted("3zz", NOON.plusSeconds(1))).add(account(1), account(2));
        stage.lake().add(post("3", 30).indexedAt(NOON.plusSeconds(60)));
        stage.flush(1);
        stage.lake().add(post.deleted("3zz", NOON.plusSeconds(2))).add(account(2));
        stage.lake().add(post("2", 20), post("3", 30).indexedAt(NOON.plusSeconds(90)));
        stage.flush(2);

        stage.settle().compact();

        assertThat(keys()).containsExactly("2", "3");
        assertThat(reader().read().get("posts").getLast().time("indexed_at")).isEqualTo(NOON.plusSeconds(90));
        assertThat(reader().read().get("deletes")).singleElement()
                .satisfies(row -> assertThat(row.time("indexed_at")).isEqualTo(NOON.plusSeconds(2)));
        assertThat(reader().counts()).containsEntry("accounts", 2L);
    }

    @Test
    void i4PostsThatNobodyMaySeeAnyMoreAreLeftOutForGood() {
        SamplePost changed = post("changed", 1);
        SamplePost deleted = post("deleted", 2);
        SamplePost again = post("again", 3);
        SamplePost gone = SamplePost.of("did:plc:gone", "gone", "text", NOON.plusSeconds(4)).rev("3a");
        stage.lake().add(changed, deleted, again, gone, post("kept", 5));
        stage.flush(1);
        stage.lake().add(changed.updated("3b", "new", NOON.plusSeconds(6)));
        stage.lake().add(deleted.deleted("3b", NOON.plusSeconds(6)), again.deleted("3b", NOON.plusSeconds(6)));
        stage.lake().add(again.updated("3c", "back", NOON.plusSeconds(7)));
        stage.lake().add(SampleAccount.status("did:plc:gone", "deleted", 1, NOON.plusSeconds(8)));
        stage.flush(2);
        // A delete of another hour, and one that came before what it deletes.
        stage.lake().add(post("kept", 5).rev("3z"), post("later", 9));
        stage.lake().add(post("later", 9).deleted("3b", NOON.plus(Duration.ofHours(3))));
        stage.lake().add(post("ahead", 10).rev("3a"), post("ahead", 10).rev("3d"));
        stage.lake().add(post("ahead", 10).deleted("3b", NOON.minusSeconds(5)));
        stage.flush(3);
        List<String> found;
        try (PostSearch search = stage.search()) {
            found = Stage.find(search);
            assertThat(found).containsExactlyInAnyOrder("changed new", "again back", "kept text", "ahead text");
        }

        CompactSummary summary = stage.settle().compact();

        // The account may come back, and its posts with it.
        assertThat(keys()).containsExactly("gone", "kept", "changed", "again", "ahead");
        assertThat(summary.rowsRemoved()).isEqualTo(6);
        stage.compact(CrashInjector.NONE, LATER, false);
        try (PostSearch search = stage.search()) {
            assertThat(Stage.find(search)).isEqualTo(found);
        }
    }

    /** What hides a post of an hour may itself be hidden by something that a search of that hour does not look at. */
    @Test
    void i4OnlyWhatCameInItsHourOrLaterTakesAPostOut() {
        stage.lake().add(post("1", 10));
        stage.flush(1);
        stage.lake().add(post("2", 20));
        stage.lake().add(post("1", 10).deleted("3b", NOON.minusSeconds(30)));
        stage.flush(2);

        stage.settle().compact();

        assertThat(keys()).containsExactly("1", "2");
        try (PostSearch search = stage.search()) {
            assertThat(Stage.find(search)).containsExactly("2 text");
        }
    }

    @Test
    void hourOfWhichManyPostsAreDeletedLaterIsRewritten() {
        List<SamplePost> posts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            posts.add(post(SampleKey.at(NOON.plusSeconds(i)), i));
        }
        stage.lake().add(posts.toArray(SamplePost[]::new));
        stage.flush(1);
        stage.settle();
        assertThat(stage.compact(CrashInjector.NONE, Duration.ZERO, true).rewritten()).isZero();
        for (SamplePost post : posts.subList(0, 10)) {
            stage.lake().add(post.deleted("3z", NOON.plus(Duration.ofDays(9))));
        }
        stage.flush(50);

        assertThat(stage.compact().rewritten()).isZero();
        CompactSummary summary = stage.compact(CrashInjector.NONE, Duration.ZERO, true);

        assertThat(summary.rewritten()).isEqualTo(1);
        assertThat(summary.rowsRemoved()).isEqualTo(10);
        assertThat(keys()).hasSize(30).doesNotContain(posts.getFirst().rkey());
        assertThat(stage.compact(CrashInjector.NONE, LATER, true).rewritten()).isZero();
        assertThat(stage.files(HOUR)).containsExactly("posts-flush-1-1-1.parquet");
    }

    @Test
    void hourWithoutAnyRowLeftKeepsAnEmptyFile() {
        SamplePost post = post("1", 10);
        stage.lake().add(post);
        stage.flush(1);
        stage.lake().add(post.deleted("3b", NOON.plusSeconds(60))).add(post);
        stage.flush(2);
        stage.settle().compact();
        stage.compact(CrashInjector.NONE, LATER, false);

        assertThat(stage.files(HOUR)).containsExactly("posts-flush-1-2-0.parquet");
        assertThat(reader().counts()).containsEntry("posts", 0L);
    }

    @Test
    void otherRunIsNotDisturbedUntilItsLeaseRanOut() {
        flushSome(1, 2);
        stage.settle();
        CrashInjector second = point -> assertThatExceptionOfType(LeaseHeldException.class)
                .isThrownBy(() -> stage.compact())
                .withMessageContaining("process " + ProcessHandle.current().pid());
        assertThat(stage.compact(second, Duration.ZERO, false).merged()).isEqualTo(1);
        assertThat(stage.names("state/")).containsExactly("state/events.json", "state/flush.json");

        flushSome(3, 3);
        stage.store().put("state/compact.lease", "{\"token\":\"t\",\"host\":\"h\",\"pid\":1,\"started_at\":\"\"}".getBytes(
                java.nio.charset.StandardCharsets.UTF_8));
        assertThatExceptionOfType(LeaseHeldException.class).isThrownBy(() -> stage.compact());
        assertThat(stage.compact(CrashInjector.NONE, Duration.ofMinutes(31), false).merged()).isEqualTo(1);
    }

    @Test
    void damagedFileIsToldAndAllElseIsDone() throws IOException {
        flushSome(1, 2);
        stage.lake().add(SamplePost.of("did:plc:a", "next", "text", NOON.plus(Duration.ofHours(1))));
        stage.flush(3);
        stage.lake().add(SamplePost.of("did:plc:a", "next2", "text", NOON.plus(Duration.ofHours(1))));
        stage.flush(4);
        Path file = stage.lake().storage().resolve(HOUR + "posts-flush-2-2-0.parquet");
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 4; i < 200; i++) {
            bytes[i] ^= 0x55;
        }
        Files.write(file, bytes);
        stage.settle();

        assertThatExceptionOfType(JobFailedException.class).isThrownBy(() -> stage.compact());

        assertThat(stage.files(HOUR)).hasSize(2);
        assertThat(stage.names("lake/posts/")).anyMatch(name -> name.endsWith("hour=13/posts-flush-3-4-0.parquet"));
        assertThat(stage.names("state/")).containsExactly("state/events.json", "state/flush.json");
        assertThat(stage.workDir()).isEmptyDirectory();
    }

    /** What replaced them must be whole before they go. */
    @Test
    void i4NothingIsDeletedBesideADamagedFile() throws IOException {
        flushSome(1, 3);
        stage.settle().compact();
        Path file = stage.lake().storage().resolve(HOUR + "posts-flush-1-3-0.parquet");
        byte[] bytes = Files.readAllBytes(file);
        bytes[60] ^= 0x55;
        Files.write(file, bytes);

        assertThatExceptionOfType(JobFailedException.class)
                .isThrownBy(() -> stage.compact(CrashInjector.NONE, LATER, false));

        assertThat(stage.files(HOUR)).hasSize(4);
    }

    private void flushSome(int from, int to) {
        for (int batch = from; batch <= to; batch++) {
            stage.lake().add(post("p" + batch, batch));
            stage.flush(batch);
        }
    }

    private static SamplePost post(String rkey, int second) {
        return SamplePost.of("did:plc:a", rkey, "text", NOON.plusSeconds(second)).rev("3a");
    }

    private static SampleAccount account(int seq) {
        return SampleAccount.identity("did:plc:a", "a.test", seq, NOON.plusSeconds(seq));
    }

    private List<String> keys() {
        return reader().read().get("posts").stream().map(row -> row.text("rkey")).toList();
    }

    private LakeReader reader() {
        return LakeReader.of(stage.lake().storage());
    }
}
