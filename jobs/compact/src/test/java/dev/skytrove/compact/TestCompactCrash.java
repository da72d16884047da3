package dev.skytrove.compact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.CrashInjector;
import dev.skytrove.query.PostSearch;
import dev.skytrove.testing.ChildProcess;
import dev.skytrove.testing.ProjectPaths;
import dev.skytrove.testing.TestingS3;
import dev.skytrove.testing.lake.SampleDelete;
import dev.skytrove.testing.lake.SamplePost;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** I4: what is found is right at every moment of a compaction, and of one that dies at any point. */
final class TestCompactCrash {
    private static final Instant NOON = Instant.parse("2026-07-04T12:00:00Z");
    private static final Duration LATER = Duration.ofHours(2);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<CompactCrashPoint> POINTS = Stream.of(CompactCrashPoint.values())
            .filter(point -> point.name().matches("COMPACT_(?!COVERAGE_|MONTH_).*"))
            .toList();

    /** Those that a lake to which nothing is added comes to. */
    private static final List<CompactCrashPoint> MERGING =
            POINTS.stream().filter(point -> !point.name().matches("COMPACT_(INDEX|DIGEST)_.*")).toList();

    @TempDir
    private Path directory;

    private static final class CrashException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void i4SearchesFindTheSameWhileACompactionDiesAtEveryPoint() throws Exception {
        try (Stage stage = Stage.in(directory)) {
            searchWhileCompacted(stage, 3);
        }
    }

    @Test
    void i4SearchesFindTheSameInABucketToo() throws Exception {
        TestingS3 server = TestingS3.get();
        String storage = TestingS3.storageUri(server.createBucket(), "some/where");
        try (Stage stage = Stage.in(directory, storage, server.environment())) {
            searchWhileCompacted(stage, 1);
        }
    }

    /** Batches arrive between runs, each of which dies somewhere. */
    @Test
    void i4RandomHistoriesOfFlushesAndKilledCompactionsLoseAndDoubleNothing() {
        Random random = new Random(19);
        Set<CompactCrashPoint> died = EnumSet.noneOf(CompactCrashPoint.class);
        try (Stage stage = Stage.in(directory);
                PostSearch search = stage.search()) {
            stage.settle();
            Content content = new Content(stage);
            for (int round = 0; round < 2 * POINTS.size(); round++) {
                content.flush(random);
                CompactCrashPoint deadly = POINTS.get(round % POINTS.size());
                Duration later = deadly.name().endsWith("DELETED") || random.nextBoolean() ? LATER : Duration.ZERO;
                boolean rewrite = !MERGING.contains(deadly) || random.nextInt(3) == 0;
                if (!compact(stage, deadly, later, rewrite)) {
                    died.add(deadly);
                }
                assertThat(Stage.find(search)).as("round %s, %s", round, deadly).isEqualTo(content.visible());
                // The index tells where these are.
                for (String word : List.of("changed", "ext 1", "absent")) {
                    assertThat(Stage.find(search, '"' + word + '"'))
                            .as("round %s, %s", round, deadly)
                            .isEqualTo(content.visible(word));
                }
            }
            stage.compact(CrashInjector.NONE, LATER, true);
            stage.compact(CrashInjector.NONE, LATER.multipliedBy(2), true);
            assertThat(Stage.find(search)).isEqualTo(content.visible());
            assertThat(stage.names("lake/posts/")).hasSize(3);
            assertThat(stage.names("index/posts/")).hasSize(1);
            assertThat(stage.names("index/deletes/")).hasSize(1);
            assertThat(search.unreadableIndexes()).isZero();
        }
        assertThat(died).containsExactlyInAnyOrderElementsOf(POINTS);
    }

    @Test
    void processDiesWhereItIsToldAndTheNextMakesGood() {
        try (Stage stage = Stage.in(directory)) {
            Content content = new Content(stage);
            content.flush(new Random(1));
            content.flush(new Random(2));
            stage.settle();
            try (ChildProcess dying = start(stage, CompactCrashPoint.COMPACT_PUT.name(), "--rewrite")) {
                assertThat(dying.waitFor(PATIENCE)).as(dying.stderr()).isEqualTo(137);
            }

            try (ChildProcess held = start(stage, "", "--rewrite")) {
                assertThat(held.waitFor(PATIENCE)).as(held.stderr()).isEqualTo(75);
            }
            stage.store().delete(List.of("state/compact.lease"));
            try (ChildProcess dry = start(stage, "", "--dry-run")) {
                assertThat(dry.waitFor(PATIENCE)).as(dry.stderr()).isZero();
                assertThat(dry.lastLine().orElseThrow()).startsWith("{\"dry_run\":true,\"merged\":2,");
            }
            try (ChildProcess again = start(stage, "", "--rewrite")) {
                assertThat(again.waitFor(PATIENCE)).as(again.stderr()).isZero();
                assertThat(again.lastLine().orElseThrow())
                        .startsWith("{\"dry_run\":false,\"merged\":")
                        .contains("\"rewritten\":", "\"files_merged\":", "\"rows_removed\":", "\"elapsed_ms\":");
            }
            try (PostSearch search = stage.search()) {
                assertThat(Stage.find(search)).isEqualTo(content.visible());
            }
        }
    }

    private static void searchWhileCompacted(Stage stage, int rounds) throws Exception {
        Random random = new Random(7);
        Content content = new Content(stage);
        for (int batch = 0; batch < 4; batch++) {
            content.flush(random);
        }
        stage.settle();
        Set<CompactCrashPoint> died = EnumSet.noneOf(CompactCrashPoint.class);
        AtomicBoolean done = new AtomicBoolean();
        try (PostSearch search = stage.search();
                ExecutorService executor = Executors.newSingleThreadExecutor()) {
            List<String> expected = content.visible();
            assertThat(Stage.find(search)).isEqualTo(expected);
            Future<Integer> searching = executor.submit(() -> {
                int searches = 0;
                while (!done.get()) {
                    assertThat(Stage.find(search)).isEqualTo(expected);
                    searches++;
                }
                return searches;
            });
            try {
                for (int round = 0; round < rounds; round++) {
                    for (CompactCrashPoint point : MERGING) {
                        if (!compact(stage, point, LATER, round > 0)) {
                            died.add(point);
                        }
                    }
                }
                // What one merges the next deletes.
                stage.compact(CrashInjector.NONE, LATER, false);
                stage.compact(CrashInjector.NONE, LATER, false);
            } finally {
                done.set(true);
            }
            assertThat(searching.get()).isGreaterThan(2);
            assertThat(Stage.find(search)).isEqualTo(expected);
        }
        assertThat(died).containsExactlyInAnyOrderElementsOf(MERGING);
        assertThat(stage.names("lake/posts/")).hasSize(3);
    }

    /** Returns whether it lived. */
    private static boolean compact(Stage stage, CompactCrashPoint deadly, Duration later, boolean rewrite) {
        try {
            stage.compact(
                    point -> {
                        if (point == deadly) {
                            throw new CrashException();
                        }
                    },
                    later,
                    rewrite);
            return true;
        } catch (CrashException e) {
            return false;
        }
    }

    private static ChildProcess start(Stage stage, String crashAt, String argument) {
        return ChildProcess.command(
                        ProjectPaths.java().toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CompactMain.class.getName(),
                        argument)
                .name("compact")
                .environment("SKYTROVE_STORAGE", stage.storage())
                .environment("SKYTROVE_COMPACT_WORK_DIR", stage.workDir().toString())
                .environment("SKYTROVE_COMPACT_WINDOW", "3650d")
                .environment("SKYTROVE_CRASH_AT", crashAt)
                .start();
    }

    /** Posts of three hours, and what becomes of them. */
    private static final class Content {
        private static final int HOURS = 3;

        private final Stage stage;
        private final java.util.Map<String, SamplePost> posts = new java.util.TreeMap<>();
        private final java.util.Map<String, SamplePost> shown = new java.util.TreeMap<>();
        private int batch;
        private int second;

        Content(Stage stage) {
            this.stage = stage;
        }

        /** A batch of new posts in each hour, and of changes and deletions of some that are there. */
        void flush(Random random) {
            batch++;
            if (batch == 1) {
                // The days before this one are in the digest.
                stage.lake().add(new SampleDelete("did:plc:z", "z", "3z", NOON.plus(Duration.ofDays(2))));
            }
            for (int hour = 0; hour < HOURS; hour++) {
                for (int i = 0; i < 6; i++) {
                    second++;
                    Instant at = NOON.plus(Duration.ofHours(hour)).plusSeconds(second);
                    String rkey = "b" + batch + "h" + hour + "i" + i;
                    show(SamplePost.of("did:plc:a", rkey, "text " + second, at).rev(rev(batch)));
                }
            }
            for (SamplePost post : List.copyOf(posts.values())) {
                int chance = random.nextInt(10);
                Instant at = post.indexedAt().plusSeconds(60 + batch);
                if (chance == 0) {
                    stage.lake().add(post.deleted(rev(batch + 1), at));
                    posts.remove(post.rkey());
                    shown.remove(post.rkey());
                } else if (chance == 1) {
                    show(post.updated(rev(batch + 1), "changed " + batch, at));
                } else if (chance == 2) {
                    // Once more, as after a Redis that was lost.
                    stage.lake().add(post);
                }
            }
            stage.flush(batch);
        }

        private void show(SamplePost post) {
            stage.lake().add(post);
            posts.put(post.rkey(), post);
            shown.put(post.rkey(), post);
        }

        private static String rev(int number) {
            return "3%05d".formatted(number);
        }

        /** Those with a word. */
        List<String> visible(String word) {
            return visible().stream().filter(line -> line.substring(line.indexOf(' ') + 1).contains(word)).toList();
        }

        /** As a search lists them. */
        List<String> visible() {
            return shown.values().stream()
                    .sorted(java.util.Comparator.comparing(SamplePost::sortAt)
                            .reversed()
                            .thenComparing(SamplePost::uri))
                    .map(post -> post.rkey() + " " + post.text())
                    .toList();
        }
    }
}
