package dev.skytrove.compact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.query.SearchPage;
import dev.skytrove.query.keys.RecordKeyTime;
import dev.skytrove.query.posts.PostResult;
import dev.skytrove.testing.TestingS3;
import dev.skytrove.testing.lake.SamplePost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The digests of versions and of oversized events that a compaction leaves, and what a search of an old hour finds with them. */
final class TestCompactVersions {
    private static final Instant NOON = Instant.parse("2026-04-01T12:00:00Z");
    private static final Instant MAY = Instant.parse("2026-05-05T10:00:00Z");
    private static final Duration LATER = Duration.ofHours(2);

    /** Of April, of May and of June; each has a file of posts, and one of oversized events. */
    private static final int HOURS = 12;

    /** Files of posts: the hour, the next one, which has posts of the hour, and that which a key tells, in May. */
    private static final int NEAR = 3;

    /** Three months of versions, and of oversized events. */
    private static final int DIGESTS = 6;

    private static final SamplePost KEPT = post("kept", NOON.plusSeconds(10));
    private static final SamplePost CHANGED = post("changed", NOON.plusSeconds(20));
    private static final SamplePost AGAIN = post("again", NOON.plusSeconds(30));
    private static final SamplePost HAND_MADE =
            SamplePost.of("did:plc:a", "hand-made", "hand-made", NOON.plusSeconds(40)).rev("3a");
    private static final SamplePost OUTGROWN = post("outgrown", NOON.plusSeconds(50));
    private static final SamplePost TWICE = post("twice", NOON.plusSeconds(60));
    private static final SamplePost SOON = post("soon", NOON.plusSeconds(3_400));

    /** Its key is one of May. */
    private static final SamplePost AHEAD = SamplePost.of(
                    "did:plc:a", RecordKeyTime.first(MAY.plusSeconds(70)), "ahead", NOON.plusSeconds(70))
            .rev("3a");

    @TempDir
    private Path directory;

    private Stage stage;

    @BeforeEach
    void open() {
        TestingS3 server = TestingS3.get();
        stage = Stage.in(directory, TestingS3.storageUri(server.createBucket(), "some/where"), server.environment());
        stage.lake().add(KEPT, CHANGED, AGAIN, HAND_MADE);
        stage.flush();
        stage.lake().add(OUTGROWN, TWICE, SOON, AHEAD);
        stage.flush();
        stage.lake().add(TWICE.indexedAt(NOON.plusSeconds(3_700)), SOON.updated("3b", "changed soon", NOON.plusSeconds(3_650)));
        stage.flush();
        fill();
        stage.lake().add(CHANGED.updated("3b", "changed in May", MAY.plusSeconds(1)));
        stage.lake().add(AGAIN.deleted("3b", NOON.plus(Duration.ofDays(2))));
        stage.lake().add(AGAIN.updated("3c", "again in May", MAY.plusSeconds(2)));
        stage.lake().add(HAND_MADE.updated("3b", "hand-made in May", MAY.plusSeconds(3)));
        stage.lake().addOversized(OUTGROWN.updated("3b", "", MAY.plusSeconds(4)));
        stage.lake().add(AHEAD.updated("3b", "ahead in May", MAY.plusSeconds(70)));
        stage.flush();
        stage.settle();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void i4SearchOfAnOldHourReadsAHandfulAndFindsTheSame() {
        assertThat(find()).containsExactly("changed soon", "twice", "kept");
        assertThat(total()).isEqualTo(3);
        int before = filesRead();
        assertThat(before).isGreaterThan(6 * HOURS);

        CompactSummary summary = stage.rewrite(Duration.ZERO);

        assertThat(summary.digests()).isEqualTo(DIGESTS);
        // Else nothing would be left to hide.
        assertThat(summary.rewritten()).isZero();
        assertThat(stage.files("index/versions/")).hasSize(3).allMatch(name -> name.startsWith("posts-12-0-"));
        assertThat(stage.files("index/oversized/")).hasSize(3).allMatch(name -> name.startsWith("posts-12-0-"));
        assertThat(find()).containsExactly("changed soon", "twice", "kept");
        // One of deletes; of oversized events those of the hours that keys tell.
        assertThat(filesRead()).isBetween(NEAR + DIGESTS + 1, NEAR + DIGESTS + 1 + 2);
        assertThat(total()).isEqualTo(3);
        assertThat(find("2026-05-05T10:00:00Z", "2026-05-05T11:00:00Z"))
                .contains("changed in May", "again in May", "hand-made in May", "ahead in May");
        assertThat(stage.rewrite(LATER).digests()).isZero();
    }

    /** A rewrite leaves out what is hidden, and what hides it hides all that it hid. */
    @Test
    void i4RewrittenHourLeavesADigestRight() {
        stage.rewrite(Duration.ZERO);
        stage.lake().add(CHANGED.deleted("3c", MAY.plus(Duration.ofDays(1))));
        stage.lake().add(HAND_MADE.updated("3c", "hand-made again", MAY.plusSeconds(1_000)));
        stage.flush();
        List<String> april = stage.names("index/versions/year=2026/month=04/");

        CompactSummary summary = stage.rewrite(LATER);

        assertThat(summary.rewritten()).isPositive();
        // That of May is of more batches.
        assertThat(summary.digests()).isEqualTo(1);
        assertThat(find()).containsExactly("changed soon", "twice", "kept");
        assertThat(total()).isEqualTo(3);

        stage.lake().add(KEPT.deleted("3b", MAY.plus(Duration.ofDays(2))));
        stage.flush();
        CompactSummary next = stage.rewrite(LATER.multipliedBy(2));

        assertThat(next.rewritten()).isPositive();
        assertThat(next.digests()).isZero();
        assertThat(stage.names("index/versions/year=2026/month=04/")).isEqualTo(april);
        assertThat(find()).containsExactly("changed soon", "twice");
        assertThat(filesRead()).isLessThan(HOURS + DIGESTS);
        assertThat(total()).isEqualTo(2);
    }

    @Test
    void i4VersionThatComesLateCountsAtOnceAndIsInTheNext() {
        stage.rewrite(Duration.ZERO);
        stage.lake().add(KEPT.updated("3b", "late", MAY.plus(Duration.ofDays(1))));
        stage.flush();

        assertThat(find()).containsExactly("changed soon", "twice");
        assertThat(total()).isEqualTo(2);
        assertThat(filesRead()).isGreaterThan(HOURS);
        assertThat(stage.rewrite(Duration.ZERO).digests()).isEqualTo(1);
        assertThat(find()).containsExactly("changed soon", "twice");
        assertThat(total()).isEqualTo(2);
        assertThat(filesRead()).isLessThan(HOURS + DIGESTS);
    }

    @Test
    void i4DamagedOneIsNotBelieved() throws IOException {
        stage.rewrite(Duration.ZERO);
        for (String name : stage.names("index/").stream().filter(Predicate.not(name -> name.startsWith("index/posts/"))).toList()) {
            Path file = directory.resolve("damaged");
            stage.store().download(name, file);
            byte[] bytes = Files.readAllBytes(file);
            for (int i = 4; i < bytes.length / 3; i++) {
                bytes[i] ^= 0x55;
            }
            stage.store().put(name, bytes);
        }
        assertThat(find()).containsExactly("changed soon", "twice", "kept");
        assertThat(total()).isEqualTo(3);
    }

    /** It lists no files of the days before, which the digest of the month is of, too. */
    @Test
    void i4SearchesFromAnHourAmidAMonthFindTheSame() {
        List<String> before = find("2026-05-05T10:00:00Z", "2026-05-05T11:00:00Z");
        stage.rewrite(Duration.ZERO);

        assertThat(find("2026-05-05T10:00:00Z", "2026-05-05T11:00:00Z")).isEqualTo(before);
        assertThat(before).contains("changed in May", "again in May", "hand-made in May", "ahead in May");
    }

    /** A post each of some days of three months, of another author, and what was too large. */
    private void fill() {
        for (int month = 0; month < 3; month++) {
            for (int day = 0; day < HOURS; day++) {
                Instant at = NOON.plus(Duration.ofHours(3)).atOffset(ZoneOffset.UTC).plusMonths(month).plusDays(day).toInstant();
                SamplePost other =
                        SamplePost.of("did:plc:b", RecordKeyTime.first(at), "other", at).rev("3a");
                stage.lake().add(other);
                stage.lake().addOversized(SamplePost.of("did:plc:c", RecordKeyTime.first(at), "", at).rev("3a"));
                stage.flush();
            }
        }
    }

    private static SamplePost post(String text, Instant at) {
        return SamplePost.of("did:plc:a", RecordKeyTime.first(at), text, at).rev("3a");
    }

    private List<String> find() {
        return find("2026-04-01T12:00:00Z", "2026-04-01T13:30:00Z");
    }

    private List<String> find(String start, String end) {
        return search(Map.of("start", List.of(start), "end", List.of(end))).posts().stream()
                .map(PostResult::text)
                .toList();
    }

    private int filesRead() {
        return search(Map.of("start", List.of("2026-04-01T12:00:00Z"), "end", List.of("2026-04-01T13:30:00Z")))
                .meta()
                .filesRead();
    }

    private long total() {
        return search(Map.of(
                        "start", List.of("2026-04-01T12:00:00Z"),
                        "end", List.of("2026-04-01T13:30:00Z"),
                        "count", List.of("true")))
                .total()
                .orElseThrow();
    }

    private SearchPage search(Map<String, List<String>> parameters) {
        return stage.searchAnew(parameters);
    }
}
