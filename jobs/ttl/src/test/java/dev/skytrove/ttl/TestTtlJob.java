package dev.skytrove.ttl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.snapshot.Manifest;
import dev.skytrove.lake.snapshot.SnapshotFile;
import dev.skytrove.lake.snapshot.Snapshots;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import dev.skytrove.runtime.JobFailedException;
import dev.skytrove.runtime.JobResult;
import dev.skytrove.testing.FaultyS3;
import dev.skytrove.testing.TestingS3;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes and what stays, on a directory and on a real S3 server. */
final class TestTtlJob {
    private static final Instant NOW = Instant.parse("2026-07-10T12:00:00Z");
    private static final byte[] CONTENT = "some bytes".getBytes(StandardCharsets.UTF_8);

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
    void hoursThatAreOlderThanTheirTablesRetentionGo() {
        put(
                file("likes", "2026/07/03/10", 1),
                file("likes", "2026/07/03/11", 2),
                file("likes", "2026/07/03/12", 3),
                file("likes", "2026/07/10/11", 4),
                file("posts", "2020/01/01/00", 1));

        TtlSummary summary = run("likes=7d", NOW);

        assertThat(names("lake/"))
                .containsExactly(
                        file("likes", "2026/07/03/12", 3),
                        file("likes", "2026/07/10/11", 4),
                        file("posts", "2020/01/01/00", 1));
        assertThat(summary.objects()).isEqualTo(2);
        assertThat(summary.bytes()).isEqualTo(2L * CONTENT.length);
        assertThat(summary.groups()).isEqualTo(Map.of("lake/likes", 2L));
        assertThat(summary.dryRun()).isFalse();
    }

    /** It names tables of the lake, whether events feed them or not, and of these only what it deleted from. */
    @Test
    void tablesAreToldOfWhichFilesWereDeleted() {
        put(file("features", "2020/01/01/00", 1), file("features", "2026/07/10/11", 2), file("likes", "2026/07/10/11", 2));

        JobResult.Done done = (JobResult.Done) job(store, "features=7d,likes=7d", NOW, 10_000).run();

        assertThat(((TtlSummary) done.summary()).groups()).isEqualTo(Map.of("lake/features", 1L));
        assertThat(done.counts()).containsOnlyKeys("objects", "bytes", "stored_objects", "stored_bytes");
    }

    @Test
    void whatIsLeftIsCountedForPrometheusWhoeverPutIt() {
        put(file("likes", "2020/01/01/00", 1), file("likes", "2026/07/10/11", 2), "other/thing");

        JobResult.Done done = (JobResult.Done) job(store, "likes=7d", NOW, 10_000).run();

        assertThat(done.counts())
                .isEqualTo(Map.of("objects", 1L, "bytes", 10L, "stored_objects", 2L, "stored_bytes", 20L));
    }

    @Test
    void whatTheLayoutDoesNotKnowStays() {
        String hour = "lake/likes/year=2020/month=01/day=01/hour=00/";
        String[] foreign = {
            hour + "backup.parquet", hour + "likes-x.parquet", "lake/likes/notes.txt", "lake/likes2/year=2020/a.parquet",
            "feeds/latest/readme.md", "feeds/latest/20200101T000000Z.csv", "feeds/latest/20209901T000000Z.jsonl", "other/thing"
        };
        put(foreign);
        put(file("likes", "2026/07/10/11", 4), "feeds/latest/20200101T000000Z.jsonl", "feeds/latest/20260710T115500Z.jsonl");

        assertThat(run("likes=1d", NOW).groups()).isEqualTo(Map.of("feeds/latest", 1L));
        assertThat(names("")).contains(foreign);
    }

    @Test
    void clockThatIsYearsAheadDeletesNoMoreThanTheNewestHourAllows() {
        put(file("likes", "2026/07/01/00", 1), file("likes", "2026/07/09/23", 2), file("likes", "2026/07/10/11", 3));

        run("likes=7d", Instant.parse("2099-01-01T00:00:00Z"));

        assertThat(names("lake/")).containsExactly(file("likes", "2026/07/09/23", 2), file("likes", "2026/07/10/11", 3));
    }

    @Test
    void hourOfTheFutureMakesNoOtherHourOlder() {
        put(file("likes", "2026/07/09/23", 1), file("likes", "2099/01/01/00", 2));

        assertThat(run("likes=7d", NOW).objects()).isZero();
    }

    @Test
    void feedKeepsItsNewestFileWhateverItsAge() {
        put("feeds/latest/20260101T000000Z.jsonl", "feeds/latest/20260102T000000Z.jsonl", "feeds/latest/latest.jsonl");
        put("feeds/other/20260101T000000Z.jsonl");

        TtlSummary summary = run("", NOW);

        assertThat(names("feeds/"))
                .containsExactly(
                        "feeds/latest/20260102T000000Z.jsonl",
                        "feeds/latest/latest.jsonl",
                        "feeds/other/20260101T000000Z.jsonl");
        assertThat(summary.groups()).isEqualTo(Map.of("feeds/latest", 1L));
    }

    @Test
    void feedHasNoMoreFilesThanItMay() {
        put(
                "feeds/latest/20260710T110000Z.jsonl",
                "feeds/latest/20260710T110500Z.jsonl",
                "feeds/latest/20260710T111000Z.jsonl",
                "feeds/latest/20260710T111500Z.jsonl");

        job(store, "", NOW, 2).run();

        assertThat(names("feeds/"))
                .containsExactly("feeds/latest/20260710T111000Z.jsonl", "feeds/latest/20260710T111500Z.jsonl");
    }

    @Test
    void filesStayAsLongAsASnapshotNamesThem() {
        String first = file("likes", "2026/07/01/00", 1);
        String second = file("likes", "2026/07/01/01", 2);
        put(first, second, file("likes", "2026/07/10/11", 3), "snapshots/notes.txt");
        snapshot("2026-06-01T00:00:00Z", first);
        snapshot("2026-07-05T12:00:00Z", second);

        TtlSummary summary = run("likes=7d", NOW);

        assertThat(names(""))
                .containsExactly(
                        second, file("likes", "2026/07/10/11", 3), "snapshots/20260705T120000Z/manifest.json", "snapshots/notes.txt");
        assertThat(summary.groups()).isEqualTo(Map.of("lake/likes", 1L, "snapshots", 1L));

        // Older than a snapshot is kept, but the newest one always is.
        Instant later = Instant.parse("2026-08-01T00:00:00Z");
        assertThat(run("likes=7d", later).groups()).isEmpty();
        snapshot("2026-07-31T12:00:00Z", file("likes", "2026/07/10/11", 3));
        assertThat(run("likes=7d", later).groups()).isEqualTo(Map.of("lake/likes", 1L, "snapshots", 1L));
        assertThat(names("lake/")).containsExactly(file("likes", "2026/07/10/11", 3));
    }

    @Test
    void nothingOfTheLakeGoesWhereAManifestCannotBeRead() {
        put(file("likes", "2026/07/01/00", 1), file("likes", "2026/07/10/11", 3));
        put("snapshots/20260709T120000Z/manifest.json");

        assertThatExceptionOfType(JobFailedException.class)
                .isThrownBy(() -> run("likes=7d", NOW))
                .withMessageContaining("'snapshots/20260709T120000Z/manifest.json'")
                .withMessageContaining("is no manifest");
        assertThat(names("lake/")).hasSize(2);
    }

    /** What has nothing to do with it goes, and so does what has expired of the snapshots, but for the newest that can be read. */
    @Test
    void allElseGoesWhereTheNewestManifestCannotBeRead() {
        put(file("likes", "2026/07/01/00", 1), file("likes", "2026/07/10/11", 3));
        put("feeds/latest/20260101T000000Z.jsonl", "feeds/latest/20260710T115500Z.jsonl");
        snapshot("2026-05-01T00:00:00Z", file("likes", "2026/07/01/00", 1));
        snapshot("2026-05-02T00:00:00Z", file("likes", "2026/07/01/00", 1));
        put("snapshots/20260709T120000Z/manifest.json");

        assertThatExceptionOfType(JobFailedException.class)
                .isThrownBy(() -> run("likes=7d", NOW))
                .withMessageContaining("'snapshots/20260709T120000Z/manifest.json'");

        assertThat(names("lake/")).hasSize(2);
        assertThat(names("feeds/")).containsExactly("feeds/latest/20260710T115500Z.jsonl");
        assertThat(names("snapshots/"))
                .containsExactly("snapshots/20260502T000000Z/manifest.json", "snapshots/20260709T120000Z/manifest.json");
    }

    @Test
    void moreThanAGroupGoesAtOnceOnS3() {
        TestingS3 server = TestingS3.get();
        try (ObjectStore bucket = ObjectStores.open(
                TestingS3.storageUri(server.createBucket(), "some/where"), server.environment())) {
            for (int batch = 1; batch <= 1001; batch++) {
                bucket.put(file("likes", "2026/07/01/00", batch), CONTENT);
            }
            bucket.put(file("likes", "2026/07/10/11", 2000), CONTENT);

            JobResult.Done done = (JobResult.Done) job(bucket, "likes=7d", NOW, 10).run();

            assertThat(((TtlSummary) done.summary()).objects()).isEqualTo(1001);
            assertThat(names(bucket, "")).containsExactly(file("likes", "2026/07/10/11", 2000));
        }
    }

    /** Every third request is refused, late, cut off, or its answer lost. */
    @Test
    void onlyWhatIsDueGoesOnABadDay() throws Exception {
        TestingS3 server = TestingS3.get();
        String storage = TestingS3.storageUri(server.createBucket(), "some/where");
        try (FaultyS3 faulty = FaultyS3.before(server.environment(), 3);
                ObjectStore bucket = ObjectStores.open(storage, faulty.environment())) {
            for (int day = 1; day <= 4; day++) {
                bucket.put(file("likes", "2026/07/0" + day + "/00", day), CONTENT);
            }
            bucket.put(file("likes", "2026/07/10/11", 2000), CONTENT);

            job(bucket, "likes=7d", NOW, 10).run();
            job(bucket, "likes=7d", NOW, 10).run();

            assertThat(names(bucket, ""))
                    .containsExactly(file("likes", "2026/07/04/00", 4), file("likes", "2026/07/10/11", 2000));
            assertThat(faulty.happened()).containsOnlyKeys(FaultyS3.Fault.values());
        }
    }

    @Test
    void whatTheServerRefusesIsNamedAndAllElseGoes() {
        TestingS3 server = TestingS3.get();
        String bucket = server.createBucket();
        String refused = file("likes", "2026/07/01/00", 1);
        server.refuseToDelete(bucket, "some/where/" + refused);
        try (ObjectStore lake = ObjectStores.open(TestingS3.storageUri(bucket, "some/where"), server.environment())) {
            for (String hour : List.of("2026/07/01/00", "2026/07/01/01", "2026/07/10/11")) {
                lake.put(file("likes", hour, 1), CONTENT);
            }

            assertThatExceptionOfType(JobFailedException.class)
                    .isThrownBy(() -> job(lake, "likes=7d", NOW, 10).run())
                    .withMessageContaining("1 objects could not be deleted")
                    .withMessageContaining(refused);
            assertThat(names(lake, "")).containsExactly(refused, file("likes", "2026/07/10/11", 1));
        }
    }

    private void snapshot(String time, String... names) {
        List<SnapshotFile> files = Stream.of(names)
                .map(name -> new SnapshotFile(LakeFile.parse(name), CONTENT.length, "0".repeat(64), Optional.empty()))
                .toList();
        new Snapshots(store).put(new Manifest(Instant.parse(time), Optional.empty(), List.of(), files));
    }

    private TtlSummary run(String retention, Instant now) {
        JobResult.Done done = (JobResult.Done) job(store, retention, now, 10_000).run();
        return (TtlSummary) done.summary();
    }

    private static TtlJob job(ObjectStore store, String retention, Instant now, int feedFiles) {
        TtlConfig config = new TtlConfig(retention, Duration.ofDays(30), feedFiles, Duration.ofDays(7));
        return new TtlJob(new Expiry(config, store, Clock.fixed(now, ZoneOffset.UTC)), store);
    }

    private static String file(String table, String hour, long batch) {
        String[] parts = hour.split("/", -1);
        return "lake/%s/year=%s/month=%s/day=%s/hour=%s/%s-flush-%d-%d-0.parquet"
                .formatted(table, parts[0], parts[1], parts[2], parts[3], table, batch, batch);
    }

    private void put(String... names) {
        for (String name : names) {
            store.put(name, CONTENT);
        }
    }

    private List<String> names(String prefix) {
        return names(store, prefix);
    }

    private static List<String> names(ObjectStore store, String prefix) {
        List<String> names = new ArrayList<>();
        store.list(prefix, "", object -> names.add(object.name()));
        return names;
    }
}
