package dev.skytrove.compact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.query.SearchPage;
import dev.skytrove.query.posts.PostResult;
import dev.skytrove.testing.lake.SampleDelete;
import dev.skytrove.testing.lake.SamplePost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The digests of deletes that a compaction leaves. */
final class TestCompactDigests {
    private static final Instant APRIL = Instant.parse("2026-04-01T12:00:00Z");
    private static final Duration LATER = Duration.ofHours(2);
    private static final int HOURS = 10;

    @TempDir
    private Path directory;

    private Stage stage;

    /** Two posts of April, and in each of three months deletions of ten days. One is of the second post, in June. */
    @BeforeEach
    void open() {
        stage = Stage.in(directory);
        SamplePost deleted = SamplePost.of("did:plc:a", "2", "deleted", APRIL.plusSeconds(2)).rev("3a");
        stage.lake().add(SamplePost.of("did:plc:a", "1", "kept", APRIL.plusSeconds(1)).rev("3a"), deleted);
        stage.flush();
        for (int month = 0; month < 3; month++) {
            for (int day = 0; day < HOURS; day++) {
                Instant at = APRIL.atOffset(ZoneOffset.UTC).plusMonths(month).plusDays(day).toInstant();
                stage.lake().add(new SampleDelete("did:plc:b", "k" + day, "3" + month, at));
                if (month == 2 && day == 3) {
                    stage.lake().add(deleted.deleted("3b", at));
                }
                stage.flush();
            }
        }
        stage.settle();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void searchOpensOneFileForAMonthOfDeletions() {
        assertThat(find()).containsExactly("1");
        assertThat(filesRead()).isEqualTo(1 + 3 * HOURS);

        CompactSummary summary = stage.rewrite(Duration.ZERO);

        assertThat(summary.digests()).isEqualTo(3);
        assertThat(summary.digestBytes()).isPositive();
        assertThat(stage.files("index/deletes/")).hasSize(3).allMatch(name -> name.startsWith("posts-10-0-"));
        assertThat(find()).containsExactly("1");
        assertThat(filesRead()).isEqualTo(1 + 3);
        assertThat(stage.rewrite(LATER).digests()).isZero();
    }

    /** It says of a month what was said when it was made, so that a month of other files is read as it is. */
    @Test
    void i4DeletionThatComesLateHidesAtOnceAndIsInTheNext() {
        stage.rewrite(Duration.ZERO);
        stage.lake().add(new SampleDelete("did:plc:a", "1", "3b", APRIL.plus(Duration.ofDays(40))));
        stage.flush();

        assertThat(find()).isEmpty();
        assertThat(stage.rewrite(Duration.ZERO).digests()).isEqualTo(1);
        assertThat(find()).isEmpty();
        assertThat(filesRead()).isEqualTo(1 + 3);
        CompactSummary later = stage.rewrite(LATER);
        assertThat(later.digestsDeleted()).isEqualTo(1);
        assertThat(stage.files("index/deletes/year=2026/month=05/")).singleElement().asString().startsWith("posts-11-1-");
        assertThat(find()).isEmpty();
    }

    @Test
    void i4SearchThatBeginsAmidAMonthKnowsWhichDigestCounts() {
        SamplePost post = SamplePost.of("did:plc:a", "3", "May", APRIL.plus(Duration.ofDays(34))).rev("3a");
        stage.lake().add(post, SamplePost.of("did:plc:a", "4", "May", post.sortAt()).rev("3a"));
        stage.lake().add(post.deleted("3b", APRIL.plus(Duration.ofDays(35))));
        stage.flush();
        stage.rewrite(Duration.ZERO);

        assertThat(find("start", "2026-05-05")).containsExactly("4");
        assertThat(filesRead("start", "2026-05-05")).isEqualTo(1 + 2);
        // Another file in the days before those that the search lists.
        stage.lake().add(new SampleDelete("did:plc:c", "9", "3b", APRIL.plus(Duration.ofDays(31))));
        stage.flush();
        assertThat(find("start", "2026-05-05")).containsExactly("4");
        assertThat(filesRead("start", "2026-05-05")).isEqualTo(1 + 6 + 1);
    }

    @Test
    void i4DamagedOneIsNotBelievedAndMadeAnew() throws IOException {
        stage.rewrite(Duration.ZERO);
        for (String name : stage.names("index/deletes/")) {
            Path file = stage.lake().storage().resolve(name);
            byte[] bytes = Files.readAllBytes(file);
            for (int i = 4; i < bytes.length / 3; i++) {
                bytes[i] ^= 0x55;
            }
            Files.write(file, bytes);
        }
        assertThat(find()).containsExactly("1");

        stage.lake().add(new SampleDelete("did:plc:c", "9", "3b", APRIL.plus(Duration.ofDays(65))));
        stage.flush();
        // Of so small ones the footers are damaged, too: those of which no day has changed are made anew as well.
        assertThat(stage.rewrite(Duration.ZERO).digests()).isEqualTo(3);
        assertThat(find()).containsExactly("1");
    }

    @Test
    void i4GarbageIsMadeAnewAlsoIfNothingWasDeletedSince() throws IOException {
        stage.rewrite(Duration.ZERO);
        for (String name : stage.names("index/deletes/")) {
            Files.writeString(stage.lake().storage().resolve(name), "garbage");
        }
        CompactSummary summary = stage.rewrite(Duration.ZERO);

        assertThat(summary.digests()).isEqualTo(3);
        assertThat(summary.indexesDamaged()).isEqualTo(3);
        assertThat(find()).containsExactly("1");
        assertThat(filesRead()).isEqualTo(1 + 3);
    }

    @Test
    void i4ForeignOneOfTheLastGenerationGivesWay() throws IOException {
        stage.rewrite(Duration.ZERO);
        Path folder = stage.lake().storage().resolve("index/deletes/year=2026/month=05");
        for (int generation : new int[] {1, 999_999_999}) {
            Files.writeString(folder.resolve("posts-10-" + generation + "-0123456789abcdef.parquet"), "foreign");
        }
        assertThat(find()).containsExactly("1");

        assertThat(stage.rewrite(Duration.ZERO).digests()).isEqualTo(1);
        assertThat(stage.files("index/deletes/year=2026/month=05/"))
                .hasSize(3)
                .noneMatch(name -> name.contains("999999999"));
        assertThat(find()).containsExactly("1");
        assertThat(filesRead()).isEqualTo(1 + 3);
        assertThat(stage.rewrite(LATER).digests()).isZero();
        assertThat(stage.files("index/deletes/year=2026/month=05/")).singleElement().asString().startsWith("posts-10-2-");
    }

    /** That of May under the name of June's, in which the second post was deleted. */
    @Test
    void i4OneOfOtherFilesThanItsNameTellsIsNotBelieved() throws IOException {
        stage.rewrite(Duration.ZERO);
        List<String> names = stage.names("index/deletes/");
        Path storage = stage.lake().storage();
        Files.copy(storage.resolve(names.get(1)), storage.resolve(names.get(2)), StandardCopyOption.REPLACE_EXISTING);

        assertThat(find()).containsExactly("1");
        assertThat(filesRead()).isEqualTo(1 + 2 + HOURS);

        CompactSummary summary = stage.rewrite(Duration.ZERO);
        assertThat(summary.indexesDamaged()).isEqualTo(1);
        assertThat(filesRead()).isEqualTo(1 + 3);
        assertThat(find()).containsExactly("1");
    }

    @Test
    void digestOfAMonthWithoutDeletesGoes() {
        stage.rewrite(Duration.ZERO);
        stage.store().delete(stage.names("lake/deletes/"));

        assertThat(stage.rewrite(Duration.ZERO).digestsDeleted()).isZero();
        assertThat(stage.rewrite(LATER).digestsDeleted()).isEqualTo(3);
        assertThat(stage.names("index/deletes/")).isEmpty();
    }

    private List<String> find(String... parameter) {
        return search(parameter).posts().stream().map(PostResult::rkey).toList();
    }

    private int filesRead(String... parameter) {
        return search(parameter).meta().filesRead();
    }

    private SearchPage search(String... parameter) {
        Map<String, List<String>> parameters =
                parameter.length == 0 ? Map.of() : Map.of(parameter[0], List.of(parameter[1]));
        return stage.searchAnew(parameters);
    }
}
