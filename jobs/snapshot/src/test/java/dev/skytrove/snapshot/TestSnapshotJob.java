package dev.skytrove.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.coverage.Certificate;
import dev.skytrove.lake.coverage.CertificateJson;
import dev.skytrove.lake.coverage.CoverageFile;
import dev.skytrove.lake.coverage.CoverageReader;
import dev.skytrove.lake.coverage.Span;
import dev.skytrove.lake.coverage.TableCount;
import dev.skytrove.lake.parquet.ParquetEnd;
import dev.skytrove.lake.snapshot.Manifest;
import dev.skytrove.lake.snapshot.Redaction;
import dev.skytrove.lake.snapshot.SnapshotFile;
import dev.skytrove.lake.snapshot.SnapshotName;
import dev.skytrove.lake.snapshot.Snapshots;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.query.PostSearch;
import dev.skytrove.query.QuerySettings;
import dev.skytrove.query.SearchPage;
import dev.skytrove.query.criteria.CriteriaParser;
import dev.skytrove.query.files.CacheSettings;
import dev.skytrove.runtime.Arguments;
import dev.skytrove.runtime.JobFailedException;
import dev.skytrove.runtime.JobResult;
import dev.skytrove.runtime.Output;
import dev.skytrove.runtime.ProcessEnvironment;
import dev.skytrove.runtime.UsageException;
import dev.skytrove.testing.FaultyS3;
import dev.skytrove.testing.lake.SampleAccount;
import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.lake.SamplePost;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ParseResult;

/** A lake is named, checked, copied, lost and rebuilt, in directories and on a real S3 server. */
final class TestSnapshotJob {
    private static final Instant HOUR = Instant.parse("2026-07-04T14:00:00Z");
    private static final Instant NOW = Instant.parse("2026-07-10T07:00:00.5Z");
    private static final String STATE = "{\"version\":1,\"batch\":2,\"cursor\":1751640000000000,\"source\":\"a.example\",\"saved_at\":\"2025-07-04T14:00:00Z\"}";
    private static ApplicationContext context;
    private static Output output;

    @TempDir
    private Path directory;

    @BeforeAll
    static void open() {
        context = ApplicationContext.run();
        output = context.getBean(Output.class);
    }

    @AfterAll
    static void close() {
        context.close();
    }

    @ParameterizedTest
    @EnumSource(Place.Kind.class)
    void manifestNamesEveryLiveFile(Place.Kind kind) throws Exception {
        Place place = place(kind, "lake");
        Path sample = sample();
        place.fill(sample);

        SnapshotSummary summary = snapshot(place, NOW);

        String hour = "year=2026/month=07/day=04/hour=14/";
        String deletes = "lake/deletes/" + hour + "deletes-flush-2-2-0.parquet";
        String posts = "lake/posts/" + hour + "posts-flush-1-2-0.parquet";
        String accounts = "lake/accounts/" + hour + "accounts-flush-1-1-0.parquet";
        try (ObjectStore store = place.open()) {
            Manifest manifest = new Snapshots(store).find(SnapshotName.parse("20260710T070000Z")).orElseThrow();
            assertThat(manifest.createdAt()).isEqualTo(NOW);
            assertThat(manifest.state()).contains(STATE);
            assertThat(manifest.redactions()).isEmpty();
            assertThat(manifest.files())
                    .containsExactly(
                            expected(sample, accounts, 1, "2026-07-04T14:00:00Z", "2026-07-04T14:00:00Z"),
                            expected(sample, deletes, 1, "2026-07-04T14:20:00Z", "2026-07-04T14:20:00Z"),
                            expected(sample, posts, 3, "2026-07-04T14:00:02Z", "2026-07-04T14:10:01Z"));
        }
        assertThat(summary.snapshot()).isEqualTo("20260710T070000Z");
        assertThat(List.of(summary.files(), summary.rows(), summary.filesRead())).containsExactly(3L, 5L, 3L);
        assertThat(summary.bytesRead()).isEqualTo(summary.bytes());
    }

    @Test
    void whatTheSnapshotBeforeNamesIsNotReadAgain() {
        Place place = place(Place.Kind.DIRECTORY, "lake");
        Path sample = sample();
        place.fill(sample);
        snapshot(place, NOW);
        try (SampleLake more = SampleLake.in(sample)) {
            more.add(post("d", "one more")).flush(3);
        }
        place.fill(sample);
        state(place, 3);

        SnapshotSummary summary = snapshot(place, NOW.plus(Duration.ofHours(12)));

        assertThat(List.of(summary.files(), summary.rows(), summary.filesRead())).containsExactly(4L, 6L, 1L);
        assertThat(verify(place)).isEqualTo(new VerifyCommand.Summary("20260710T190000Z", true, 4, 0, 0, 0));
    }

    /** What is behind the state is ingested once more where only the snapshot is left: in it, it would be there twice. */
    @Test
    void i2FilesOfAFlushThatIsAtWorkAreLeftOut() {
        Place place = place(Place.Kind.DIRECTORY, "lake");
        Path sample = sample();
        try (SampleLake more = SampleLake.in(sample)) {
            more.add(post("d", "one more")).flush(3);
        }
        place.fill(sample);
        state(place, 2);

        assertThat(snapshot(place, NOW).files()).isEqualTo(3);
    }

    /** It is told of and left alone; the checksums come from the one before it. */
    @Test
    void newestManifestThatCannotBeReadKeepsNoSnapshotFromBeingTaken() {
        Place place = place(Place.Kind.DIRECTORY, "lake");
        place.fill(sample());
        snapshot(place, NOW);
        SnapshotName garbled = SnapshotName.parse("20260711T070000Z");
        byte[] garbage = "{\"version\":1,".getBytes(StandardCharsets.UTF_8);
        try (ObjectStore store = place.open()) {
            store.put(garbled.object(), garbage);

            SnapshotSummary summary = snapshot(place, NOW.plus(Duration.ofDays(2)));

            assertThat(List.of(summary.files(), summary.filesRead(), summary.unreadableManifests())).containsExactly(3L, 0L, 1L);
            assertThat(store.get(garbled.object(), DataSize.ofMebibytes(1))).isEqualTo(garbage);
            assertThat(verify(place).ok()).isTrue();
            // The newest one can be read again, so no other is looked at.
            assertThat(snapshot(place, NOW.plus(Duration.ofDays(3))).unreadableManifests()).isZero();
        }
    }

    /** What it names would be named by nobody. */
    @Test
    void manifestOfThisSecondThatCannotBeReadIsNotReplaced() {
        Place place = place(Place.Kind.DIRECTORY, "lake");
        place.fill(sample());
        String name = SnapshotName.of(NOW).object();
        try (ObjectStore store = place.open()) {
            store.put(name, new byte[3]);

            assertThatExceptionOfType(JobFailedException.class)
                    .isThrownBy(() -> snapshot(place, NOW))
                    .withMessageContainingAll("no snapshot is taken", name);
            assertThat(store.get(name, DataSize.ofMebibytes(1))).hasSize(3);
        }
    }

    /** The newest snapshot is copied all the same, and nothing is deleted that an unreadable manifest may name. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void olderManifestThatCannotBeReadKeepsNoSnapshotFromBeingCopied(boolean inTheLake) {
        Place place = place(Place.Kind.DIRECTORY, "lake");
        place.fill(sample());
        snapshot(place, NOW);
        Place copy = place(Place.Kind.DIRECTORY, "copy");
        copied(place, copy);
        snapshot(place, NOW.plus(Duration.ofHours(1)));
        copied(place, copy);
        String old = SnapshotName.of(NOW).object();
        try (ObjectStore store = place.open();
                ObjectStore away = copy.open()) {
            String posts = named(Place.names(store), "posts-flush-1-2-0");
            store.put(posts.replace("-0.parquet", "-1.parquet"), store.get(posts, DataSize.ofMebibytes(1)));
            SnapshotSummary newest = snapshot(place, NOW.plus(Duration.ofDays(1)));
            if (inTheLake) {
                store.put(old, new byte[3]);
            } else {
                // Gone from the lake by its age, so it cannot be copied anew.
                store.delete(List.of(old));
                away.put(old, new byte[3]);
            }

            assertThatExceptionOfType(JobFailedException.class)
                    .isThrownBy(() -> copied(place, copy))
                    .withMessageContainingAll(newest.snapshot() + " is copied", "1 manifests cannot be read");
            assertThat(new Snapshots(away).find(SnapshotName.parse(newest.snapshot()))).isPresent();
            assertThat(Place.names(away)).anyMatch(name -> name.endsWith("posts-flush-1-2-0.parquet"));

            // What it may name alone is refused like another lake's.
            away.delete(List.of(SnapshotName.of(NOW.plus(Duration.ofHours(1))).object()));
            store.delete(List.of(SnapshotName.of(NOW.plus(Duration.ofHours(1))).object()));
            if (!inTheLake) {
                assertThatExceptionOfType(JobFailedException.class)
                        .isThrownBy(() -> copied(place, copy))
                        .withMessageContainingAll(posts, "mend the manifest or delete it");
            }
        }
    }

    /** Taken for batch 0, it would leave out all that was flushed. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"version\":1}", "{\"version\":1,\"cursor\":1751640000000000}", "garbage", "[]"})
    void i1StateThatCannotBeReadIsRefusedInOneLine(String state) {
        Place place = place(Place.Kind.DIRECTORY, "lake");
        place.fill(sample());
        try (ObjectStore store = place.open()) {
            store.put("state/flush.json", state.getBytes(StandardCharsets.UTF_8));

            assertThatExceptionOfType(JobFailedException.class)
                    .isThrownBy(() -> snapshot(place, NOW))
                    .withMessageContainingAll("no snapshot is taken", "state/flush.json", place.storage())
                    .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("\n"));
            assertThat(new Snapshots(store).list()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Place.Kind.class)
    void verifyNamesWhatIsNotAsItWas(Place.Kind kind) {
        Place place = place(kind, "lake");
        Path sample = sample();
        place.fill(sample);
        snapshot(place, NOW);
        assertThat(verify(place)).isEqualTo(new VerifyCommand.Summary("20260710T070000Z", true, 3, 0, 0, 0));
        try (ObjectStore store = place.open()) {
            List<String> names = Place.names(store).stream().filter(name -> name.startsWith("lake/")).toList();
            String accounts = named(names, "accounts-flush-1-1-0");
            String deletes = named(names, "deletes-flush-2-2-0");
            String posts = named(names, "posts-flush-1-2-0");
            byte[] content = store.get(accounts, DataSize.ofMebibytes(1));
            content[10] ^= 1;
            store.put(accounts, content);
            store.delete(List.of(deletes));
            store.put(posts.replace("-0.parquet", "-1.parquet"), new byte[3]);

            VerifyCommand command = new VerifyCommand(store);
            assertThatExceptionOfType(JobFailedException.class)
                    .isThrownBy(() -> command.run(toVerify("20260710T070000Z"), output))
                    .withMessageContaining("1 files are missing, 1 have changed");
            Manifest manifest = new Snapshots(store).find(SnapshotName.parse("20260710T070000Z")).orElseThrow();
            Map<String, String> faults = new HashMap<>();
            assertThat(new Verification(store, manifest, false).run((file, fault) -> faults.put(file.name(), fault.label())))
                    .isEqualTo(new VerifyCommand.Summary("20260710T070000Z", false, 3, 1, 1, 1));
            assertThat(faults).isEqualTo(Map.of(accounts, "checksum", deletes, "missing"));
            assertThat(new Verification(store, manifest, true).run((_, _) -> {}).changed()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Place.Kind.class)
    void lostBucketIsRebuiltFromItsCopy(Place.Kind kind) throws IOException {
        Place place = place(kind, "lake");
        place.fill(sample());
        List<?> before = search(place).posts();
        assertThat(before).hasSize(2);
        Certificate certified = certify(place, 1, 2);
        // Of a flush that is at work.
        certify(place, 3);
        snapshot(place, NOW);
        Place copy = place(kind, "copy");

        assertThat(copied(place, copy)).isEqualTo(List.of(3L, 3L, 0L));
        // Once more, and after a part of it was lost.
        assertThat(copied(place, copy)).isEqualTo(List.of(3L, 0L, 0L));
        try (ObjectStore store = copy.open()) {
            store.delete(List.of(named(Place.names(store), "posts-flush-1-2-0")));
        }
        assertThat(copied(place, copy)).isEqualTo(List.of(3L, 1L, 0L));
        place.lose();
        assertThat(search(place).posts()).isEmpty();

        TransferSummary restored = (TransferSummary) restore(place).run(toCopy(copy.storage()), output);

        assertThat(List.of(restored.files(), restored.copied())).containsExactly(3L, 3L);
        assertThat(search(place).posts()).isEqualTo(before);
        assertThat(verify(place).ok()).isTrue();
        try (ObjectStore store = place.open()) {
            assertThat(store.get("state/flush.json", DataSize.ofMebibytes(1)))
                    .isEqualTo(STATE.getBytes(StandardCharsets.UTF_8));
            assertThat(Place.names(store)).filteredOn(name -> name.startsWith("coverage/"))
                    .containsExactly("coverage/year=2026/month=07/day=04/hour=14/flush-1-2-0.json");
            assertThat(new CoverageReader(store).hour(certified.hour())).contains(certified);
        }
    }

    /** Says that batches brought something of an hour; returns what they say together. */
    private static Certificate certify(Place place, long... batches) {
        HourKey hour = HourKey.parse("year=2026/month=07/day=04/hour=14");
        List<Certificate> parts = new ArrayList<>();
        try (ObjectStore store = place.open()) {
            for (long batch : batches) {
                Certificate part = new Certificate(
                        hour,
                        Map.of(Table.POSTS, new TableCount(10 * batch, batch)),
                        batch,
                        List.of(new Span("a.example", "x-1", batch, batch + 1)),
                        List.of(),
                        List.of());
                store.put(CoverageFile.flushed(hour, batch).name(), CertificateJson.write(part));
                parts.add(part);
            }
        }
        return Certificate.merged(hour, parts);
    }

    /** Of the requests to both buckets every fifth is refused, late, cut off, or its answer lost. */
    @Test
    void copyAndRestoreComeThroughABadDay() throws Exception {
        Place place = place(Place.Kind.BUCKET, "lake");
        place.fill(sample());
        List<?> before = search(place).posts();
        Place copy = place(Place.Kind.BUCKET, "copy");
        try (FaultyS3 faulty = FaultyS3.before(place.environment(), 5)) {
            Place there = new Place(place.storage(), faulty.environment());
            Place away = new Place(copy.storage(), faulty.environment());
            snapshot(there, NOW);
            assertThat(copied(there, away).getFirst()).isEqualTo(3);
            assertThat(copied(there, away)).isEqualTo(List.of(3L, 0L, 0L));
            place.lose();
            assertThat(((TransferSummary) restore(there).run(toCopy(away.storage()), output)).files()).isEqualTo(3);
            assertThat(verify(there).ok()).isTrue();
            assertThat(faulty.happened()).containsOnlyKeys(FaultyS3.Fault.values());
        }
        assertThat(search(place).posts()).isEqualTo(before);
    }

    @Test
    void copyForgetsWhatWasReplacedUnlessASnapshotNamesIt() {
        Place place = place(Place.Kind.DIRECTORY, "lake");
        Path sample = sample();
        place.fill(sample);
        snapshot(place, NOW);
        Place copy = place(Place.Kind.DIRECTORY, "copy");
        copied(place, copy);
        // The posts are written anew, as compaction does.
        try (ObjectStore store = place.open()) {
            String posts = named(Place.names(store), "posts-flush-1-2-0");
            store.put(posts.replace("-0.parquet", "-1.parquet"), store.get(posts, DataSize.ofMebibytes(1)));
        }
        snapshot(place, NOW.plus(Duration.ofDays(1)));
        assertThat(copied(place, copy)).isEqualTo(List.of(3L, 1L, 0L));

        try (ObjectStore store = copy.open()) {
            new Snapshots(store).delete(SnapshotName.parse("20260710T070000Z"));
        }
        assertThat(copied(place, copy)).isEqualTo(List.of(3L, 0L, 1L));
        try (ObjectStore store = copy.open()) {
            assertThat(Place.names(store)).noneMatch(name -> name.endsWith("posts-flush-1-2-0.parquet"));
        }
    }

    /** As compaction does it: the old snapshot names a file without what was deleted. */
    @Test
    void copyLosesWhatPeopleTookBack() throws Exception {
        Place place = place(Place.Kind.DIRECTORY, "lake");
        place.fill(sample());
        snapshot(place, NOW);
        Place copy = place(Place.Kind.DIRECTORY, "copy");
        copied(place, copy);
        Manifest redacted;
        try (ObjectStore store = place.open();
                SampleLake fewer = SampleLake.in(directory.resolve("fewer"))) {
            String posts = named(Place.names(store), "posts-flush-1-2-0");
            String without = posts.replace("-0.parquet", "-1.parquet");
            fewer.add(post("a", "a word")).flush(1);
            byte[] content = Files.readAllBytes(directory.resolve("fewer").resolve(posts.replace("-1-2-0", "-1-1-0")));
            store.put(without, content);
            String sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
            Manifest whole = new Snapshots(store).find(SnapshotName.parse("20260710T070000Z")).orElseThrow();
            List<SnapshotFile> files = whole.files().stream()
                    .map(file -> file.file().name().equals(posts)
                            ? new SnapshotFile(LakeFile.parse(without), content.length, sum, Optional.empty())
                            : file)
                    .toList();
            redacted = new Manifest(whole.createdAt(), whole.state(), List.of(new Redaction(NOW, 1, 2)), files);
            new Snapshots(store).put(redacted);
            store.delete(List.of(posts));
        }
        snapshot(place, NOW.plus(Duration.ofDays(1)));

        try (ObjectStore lake = place.open();
                ObjectStore store = copy.open()) {
            TransferSummary summary = (TransferSummary) command(lake, place).run(toCopy(copy.storage()), output);

            assertThat(List.of(summary.renewed(), summary.deleted())).containsExactly(1L, 1L);
            assertThat(new Snapshots(store).find(SnapshotName.parse("20260710T070000Z"))).contains(redacted);
            assertThat(Place.names(store))
                    .noneMatch(name -> name.endsWith("posts-flush-1-2-0.parquet"))
                    .anyMatch(name -> name.endsWith("posts-flush-1-2-1.parquet"));
        }
    }

    @Test
    void damagedFileIsCountedEachTime() {
        Place place = place(Place.Kind.DIRECTORY, "lake");
        place.fill(sample());
        assertThat(snapshot(place, NOW).damaged()).isZero();
        try (ObjectStore store = place.open()) {
            store.put(named(Place.names(store), "posts-flush-1-2-0"), "cut off".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(snapshot(place, NOW.plusSeconds(60)).damaged()).isEqualTo(1);
        assertThat(snapshot(place, NOW.plusSeconds(120)).damaged()).isEqualTo(1);
    }

    @Test
    void damagedFileIsNotCopied() {
        Place place = place(Place.Kind.DIRECTORY, "lake");
        place.fill(sample());
        snapshot(place, NOW);
        Place copy = place(Place.Kind.DIRECTORY, "copy");
        try (ObjectStore store = place.open()) {
            String posts = named(Place.names(store), "posts-flush-1-2-0");
            byte[] content = store.get(posts, DataSize.ofMebibytes(1));
            content[10] ^= 1;
            store.put(posts, content);

            assertThatExceptionOfType(JobFailedException.class)
                    .isThrownBy(() -> copied(place, copy))
                    .withMessageContaining("'" + posts + "' in " + place.storage() + " has the checksum ");
        }
        try (ObjectStore store = copy.open()) {
            assertThat(Place.names(store)).noneMatch(name -> name.startsWith("snapshots/"));
        }
    }

    @Test
    void restoreLeavesAnotherLakeAlone() {
        Place place = place(Place.Kind.DIRECTORY, "lake");
        place.fill(sample());
        snapshot(place, NOW);
        Place copy = place(Place.Kind.DIRECTORY, "copy");
        copied(place, copy);
        try (SampleLake more = SampleLake.in(directory.resolve("lake"))) {
            more.add(post("e", "of another lake")).flush(9);
        }

        assertThatExceptionOfType(JobFailedException.class)
                .isThrownBy(() -> restore(place).run(toCopy(copy.storage()), output))
                .withMessageContaining("posts-flush-9-9-0.parquet")
                .withMessageContaining("restore into an empty place");
    }

    @Test
    void copyLeavesAnotherLakeAlone() {
        Place place = place(Place.Kind.DIRECTORY, "lake");
        place.fill(sample());
        snapshot(place, NOW);
        try (SampleLake other = SampleLake.in(directory.resolve("copy"))) {
            other.add(post("e", "of another lake")).flush(9);
        }

        assertThatExceptionOfType(JobFailedException.class)
                .isThrownBy(() -> copied(place, place(Place.Kind.DIRECTORY, "copy")))
                .withMessageContaining("posts-flush-9-9-0.parquet")
                .withMessageContaining("copy to an empty place");
    }

    @ParameterizedTest
    @EnumSource(Place.Kind.class)
    void lakeIsNotCopiedOntoItself(Place.Kind kind) {
        Place root = place(kind, "root");
        Place place = new Place(root.storage() + "/lake", root.environment());
        place.fill(sample());
        snapshot(place, NOW);
        List<String> before = names(root);
        List<String> targets = new ArrayList<>(List.of(
                place.storage(), place.storage() + "/", place.storage() + "/lake", place.storage() + "/snapshots/copy"));
        // There it would lie among the copy's objects.
        targets.add(root.storage());
        if (kind == Place.Kind.DIRECTORY) {
            targets.addAll(linksTo(Path.of(place.storage().substring("file://".length()))));
        }

        for (String target : targets) {
            // A copy's own variables do not make the same place another one.
            for (Map<String, String> more : List.of(Map.<String, String>of(), Map.of("SKYTROVE_COPY_AWS_REGION", "us-east-1"))) {
                Map<String, String> environment = new HashMap<>(place.environment());
                environment.putAll(more);
                Place asked = new Place(place.storage(), environment);
                assertThatExceptionOfType(UsageException.class)
                        .as(target)
                        .isThrownBy(() -> copied(asked, new Place(target, environment)))
                        .withMessageContaining("is the lake itself, or one has the other among its objects");
            }
        }
        assertThat(names(root)).isEqualTo(before);
        for (String other : List.of(place.storage() + "-2", place.storage() + "/copies")) {
            assertThat(copied(place, new Place(other, place.environment()))).containsExactly(3L, 3L, 0L);
        }
    }

    private List<String> linksTo(Path lake) {
        try {
            Path link = Files.createSymbolicLink(directory.resolve("link"), lake);
            Path parent = Files.createSymbolicLink(directory.resolve("parent"), directory);
            Path inside = Files.createSymbolicLink(directory.resolve("inside"), lake.resolve("lake"));
            return Stream.of(link, link.resolve("lake/there"), parent.resolve("root/lake"), parent.resolve("x/../root/lake"), inside)
                    .map(path -> "file://" + path)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> names(Place place) {
        try (ObjectStore store = place.open()) {
            return Place.names(store);
        }
    }

    @Test
    void wrongArgumentsAreUsage() {
        Place place = place(Place.Kind.DIRECTORY, "lake");
        try (ObjectStore store = place.open()) {
            for (List<String> arguments : List.of(
                    List.<String>of(), List.of("ftp://x"), List.of(place.storage()), List.of("file:///a", "yesterday"),
                    List.of("file:///a", "20260710T070000Z", "b"))) {
                assertThatExceptionOfType(UsageException.class)
                        .isThrownBy(() -> command(store, place).run(toCopy(arguments.toArray(String[]::new)), output));
            }
            assertThatExceptionOfType(JobFailedException.class)
                    .isThrownBy(() -> new VerifyCommand(store).run(toVerify(), output))
                    .withMessage("there is no snapshot in " + place.storage());
            assertThat(new ListCommand(store).run(Arguments.parse(Arguments.none(), List.of()), output)).isEqualTo(new ListCommand.Summary(0));
        }
    }

    private static ParseResult toVerify(String... arguments) {
        return Arguments.parse(VerifyCommand.arguments(), List.of(arguments));
    }

    private static ParseResult toCopy(String... arguments) {
        return Arguments.parse(StorageArguments.described(), List.of(arguments));
    }

    private static CopyCommand command(ObjectStore store, Place place) {
        return new CopyCommand(store, new OtherStores(new ProcessEnvironment(place.environment()), store), new SnapshotConfig(""));
    }

    private static RestoreCommand restore(Place place) {
        ObjectStore store = place.open();
        return new RestoreCommand(
                store, new OtherStores(new ProcessEnvironment(place.environment()), store), new SnapshotConfig(""));
    }

    /** How many files there are, were copied, and were deleted. */
    private static List<Long> copied(Place place, Place copy) {
        try (ObjectStore store = place.open()) {
            TransferSummary summary = (TransferSummary) command(store, place).run(toCopy(copy.storage()), output);
            return List.of(summary.files(), summary.copied(), summary.deleted());
        }
    }

    private static SnapshotSummary snapshot(Place place, Instant now) {
        try (ObjectStore store = place.open()) {
            SnapshotTaker taker = new SnapshotTaker(store, Clock.fixed(now, ZoneOffset.UTC));
            return (SnapshotSummary) ((JobResult.Done) new SnapshotJob(taker).run()).summary();
        }
    }

    private static VerifyCommand.Summary verify(Place place) {
        try (ObjectStore store = place.open()) {
            return (VerifyCommand.Summary) new VerifyCommand(store).run(toVerify(), output);
        }
    }

    private SearchPage search(Place place) throws IOException {
        QuerySettings settings = new QuerySettings(
                new CacheSettings(Files.createTempDirectory(directory, "cache"), DataSize.ofMebibytes(64), 4),
                DataSize.ofMebibytes(128), 2, DataSize.ofMebibytes(256), 2, 2, Duration.ofSeconds(30), Duration.ofSeconds(30));
        try (PostSearch search = PostSearch.open(settings, place.storage(), place.environment(), Clock.systemUTC())) {
            return search.search(
                    CriteriaParser.ofPages(Clock.systemUTC(), 50, 1000).parse(Map.of("text", List.of("word"))));
        }
    }

    private Place place(Place.Kind kind, String name) {
        return Place.empty(kind, directory.resolve(name));
    }

    private static void state(Place place, int batch) {
        try (ObjectStore store = place.open()) {
            store.put("state/flush.json", STATE.replace("\"batch\":2", "\"batch\":" + batch).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Two flushes, whose posts were made one file; one post was deleted. */
    private Path sample() {
        Path sample = directory.resolve("sample");
        try (SampleLake lake = SampleLake.in(sample)) {
            SamplePost gone = post("c", "a word too many");
            lake.add(post("a", "a word"), post("b", "another word").indexedAt(HOUR.plusSeconds(601)));
            lake.add(SampleAccount.identity("did:plc:a", "a.example", 1, HOUR));
            lake.flush(1);
            lake.add(gone).add(gone.deleted("3zzzzzzzzzzzz", HOUR.plusSeconds(1200))).flush(2);
            lake.compact("posts", HOUR, 1, 2);
            Files.writeString(Files.createDirectories(sample.resolve("state")).resolve("flush.json"), STATE);
            Files.writeString(Files.createDirectories(sample.resolve("lake/posts")).resolve("notes.txt"), "not ours");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sample;
    }

    private static SamplePost post(String key, String text) {
        return SamplePost.of("did:plc:" + key, key, text, HOUR.plusSeconds(1));
    }

    private static String named(List<String> names, String part) {
        return Stream.of(names).flatMap(List::stream).filter(name -> name.contains(part)).findFirst().orElseThrow();
    }

    private static SnapshotFile expected(Path sample, String name, long rows, String first, String last) throws Exception {
        byte[] content = Files.readAllBytes(sample.resolve(name));
        String sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        ParquetEnd end = new ParquetEnd(rows, Optional.of(Instant.parse(first)), Optional.of(Instant.parse(last)));
        return new SnapshotFile(LakeFile.parse(name), content.length, sum, Optional.of(end));
    }
}
