package dev.skytrove.lake.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.coverage.Certificate;
import dev.skytrove.lake.coverage.CoverageFile;
import dev.skytrove.lake.coverage.TableCount;
import dev.skytrove.lake.parquet.ParquetEnd;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import dev.skytrove.lake.storage.StorageException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TestManifest {
    private static final String HOUR = "year=2026/month=07/day=04/hour=14/";
    private static final String LIKES = "lake/likes/" + HOUR + "likes-flush-1-7-0.parquet";
    private static final String COVERAGE = "coverage/" + HOUR + "flush-1-7-0.json";
    private static final String POSTS = "lake/posts/" + HOUR + "posts-flush-7-7-2.parquet";

    /** As {@code docs/formats.md} describes it, written by hand. */
    private static final String TEXT = """
            {"version":1,"created_at":"2026-07-10T07:00:00.250Z","state":{"version":1,"batch":7,"cursor":5},\
            "redactions":[{"at":"2026-07-11T00:00:00Z","files":1,"rows":3}],\
            "tables":[{"table":"likes","files":1,"rows":0,"bytes":9},{"table":"posts","files":1,"rows":12,"bytes":1234}],\
            "certificates":[
            {"name":"%s","certificate":{"version":1,"hour":"2026-07-04T14:00:00Z","tables":{"posts":{"received":7,"ingested":5}},\
            "malformed":2,"read":[],"gaps":[],"ended":[]}}],\
            "files":[
            {"name":"%s","size":9,"sha256":"%s"},
            {"name":"%s","size":1234,"sha256":"%s","rows":12,"first_indexed_at":"2026-07-04T14:00:01Z",\
            "last_indexed_at":"2026-07-04T14:59:59.999999Z"}
            ]}
            """.formatted(COVERAGE, LIKES, "0".repeat(64), POSTS, "ab".repeat(32));

    @TempDir
    private Path directory;

    @Test
    void manifestIsWrittenAsDocumentedAndReadBack() {
        try (ObjectStore store = store()) {
            Snapshots snapshots = new Snapshots(store);
            snapshots.put(manifest());

            String object = "snapshots/20260710T070000Z/manifest.json";
            assertThat(new String(store.get(object, DataSize.ofMebibytes(1)), StandardCharsets.UTF_8).replace(",\n{", "\n,{"))
                    .isEqualTo(TEXT.replace(",\n{", "\n,{"));
            assertThat(snapshots.newest()).contains(SnapshotName.parse("20260710T070000Z"));
            assertThat(snapshots.find(manifest().name())).contains(manifest());
        }
    }

    @Test
    void fieldsOfLaterVersionsAreLeftOut() {
        try (ObjectStore store = store()) {
            put(store, TEXT.replace("\"state\":{", "\"coverage\":[{\"a\":[1]}],\"state\":{").replace("\"size\":9", "\"size\":9,\"more\":{}"));

            assertThat(new Snapshots(store).find(manifest().name())).contains(manifest());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{}", "{\"version\":2}", "{\"version\":1}", "{\"version\":1,\"created_at\":\"2026-07-10T07:00:00.25Z\"}", "{\"version\":1,\"created_at\":\"2026-07-10T07:00:00Z\","})
    void whatIsNoManifestIsRefusedByName(String content) {
        try (ObjectStore store = store()) {
            put(store, content);
            Snapshots snapshots = new Snapshots(store);

            assertThatThrownBy(() -> snapshots.find(manifest().name()))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("'snapshots/20260710T070000Z/manifest.json'");
            assertThatThrownBy(() -> SnapshotFiles.of(store)).isInstanceOf(StorageException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"size\":9", "likes-flush-1-7-0", "\"sha256\":\"0", "\"version\":1,\"created", "2026-07-10T", "\"name\":\"coverage/", "\"version\":1,\"hour"})
    void manifestThatWasDamagedIsRefused(String damaged) {
        try (ObjectStore store = store()) {
            assertThat(TEXT).contains(damaged);
            put(store, TEXT.replace(damaged, "\"x"));

            assertThatThrownBy(() -> new Snapshots(store).find(manifest().name())).isInstanceOf(StorageException.class);
        }
    }

    @Test
    void manifestOfAnotherSnapshotIsRefused() {
        try (ObjectStore store = store()) {
            put(store, TEXT.replace("2026-07-10T07:00:00.25", "2026-07-11T07:00:00.25"));

            assertThatThrownBy(() -> new Snapshots(store).find(manifest().name()))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("it is that of the snapshot 20260711T070000Z");
        }
    }

    @Test
    void filesOfEverySnapshotAreKept() {
        try (ObjectStore store = store()) {
            Snapshots snapshots = new Snapshots(store);
            LakeFile other = LakeFile.parse("lake/posts/" + HOUR + "posts-flush-9-9-0.parquet");
            snapshots.put(manifest());
            snapshots.put(new Manifest(
                    Instant.parse("2026-07-11T07:00:00Z"),
                    Optional.empty(),
                    List.of(),
                    List.of(new SnapshotFile(other, 1, "0".repeat(64), Optional.empty()))));

            SnapshotFiles files = SnapshotFiles.of(store);

            assertThat(List.of(other, LakeFile.parse(LIKES), LakeFile.parse(POSTS))).allMatch(files::keeps);
            assertThat(files.keeps(LakeFile.parse(POSTS.replace("-2.parquet", "-1.parquet")))).isFalse();
            snapshots.delete(SnapshotName.parse("20260711T070000Z"));
            assertThat(SnapshotFiles.of(store).keeps(other)).isFalse();
        }
    }

    @Test
    void totalsAreThoseOfTables() {
        assertThat(manifest().tables())
                .isEqualTo(Map.of(
                        Table.LIKES, new Manifest.Totals(1, 0, 9), Table.POSTS, new Manifest.Totals(1, 12, 1234)));
        assertThat(manifest().rows()).isEqualTo(12);
        assertThat(manifest().bytes()).isEqualTo(1243);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "20260710T070000", "20260710T070000z", "2026-07-10T07:00:00Z", "20261310T070000Z", "20260230T070000Z"})
    void otherTimesAreNoNames(String time) {
        assertThatIllegalArgumentException().isThrownBy(() -> SnapshotName.parse(time)).withMessageContaining("'" + time + "'");
        assertThat(SnapshotName.ofObject("snapshots/" + time + "/manifest.json")).isEmpty();
    }

    private static Manifest manifest() {
        Optional<ParquetEnd> end = Optional.of(new ParquetEnd(
                12,
                Optional.of(Instant.parse("2026-07-04T14:00:01Z")),
                Optional.of(Instant.parse("2026-07-04T14:59:59.999999Z"))));
        return new Manifest(
                Instant.parse("2026-07-10T07:00:00.250Z"),
                Optional.of("{\"version\":1,\"batch\":7,\"cursor\":5}"),
                List.of(new Redaction(Instant.parse("2026-07-11T00:00:00Z"), 1, 3)),
                List.of(new SnapshotCertificate(
                        CoverageFile.parse(COVERAGE).orElseThrow(),
                        new Certificate(
                                HourKey.parse("year=2026/month=07/day=04/hour=14"),
                                Map.of(Table.POSTS, new TableCount(7, 5)),
                                2,
                                List.of(),
                                List.of(),
                                List.of()))),
                List.of(
                        new SnapshotFile(LakeFile.parse(LIKES), 9, "0".repeat(64), Optional.empty()),
                        new SnapshotFile(LakeFile.parse(POSTS), 1234, "ab".repeat(32), end)));
    }

    private ObjectStore store() {
        return ObjectStores.open("file://" + directory, Map.of());
    }

    private static void put(ObjectStore store, String manifest) {
        store.put("snapshots/20260710T070000Z/manifest.json", manifest.getBytes(StandardCharsets.UTF_8));
    }
}
