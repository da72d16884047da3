package dev.skytrove.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.skytrove.lake.Table;
import dev.skytrove.lake.schema.Column;
import dev.skytrove.lake.schema.TableSchemas;
import dev.skytrove.query.admission.Cancellation;
import dev.skytrove.query.page.PostExport;
import dev.skytrove.query.posts.PostResult;
import dev.skytrove.query.read.UnreadableFilesException;
import dev.skytrove.testing.lake.SampleAccount;
import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.lake.SamplePost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole Parquet files with other columns than those of today: of older versions, of newer ones, and of other tables. */
final class TestOtherColumns {
    private static final Instant NOON = Instant.parse("2026-07-04T12:30:00Z");
    private static final String ALICE = "did:plc:alice";
    private static final String BOB = "did:plc:bob";

    @TempDir
    private Path directory;

    private SampleLake lake;
    private PostSearch search;

    @BeforeEach
    void open() {
        lake = SampleLake.in(directory.resolve("lake"));
        search = TestingSearch.open(lake.storage(), directory.resolve("cache"));
    }

    @AfterEach
    void close() {
        search.close();
        lake.close();
    }

    static Stream<Arguments> hidingFiles() {
        List<Arguments> files = new ArrayList<>();
        for (Table table : List.of(Table.DELETES, Table.ACCOUNTS, Table.OVERSIZED)) {
            String type = table == Table.ACCOUNTS ? "* REPLACE (did::BLOB AS did)" : "* REPLACE (rkey::BLOB AS rkey)";
            String missing = table == Table.ACCOUNTS ? "* EXCLUDE (active)" : "* EXCLUDE (rev)";
            for (String rows : List.of("1 AS number", type, missing, "uri, did, rkey, indexed_at")) {
                files.add(Arguments.of(table, rows));
            }
        }
        return files.stream();
    }

    /** Beside a good file of its table, its missing columns would be read as null: it would hide nothing. */
    @ParameterizedTest
    @MethodSource("hidingFiles")
    void i4FileThatHidesPostsMustHaveItsColumns(Table table, String rows) throws IOException {
        lake.add(post("1"), post("2"), post("3")).flush(1);
        String good = write(table, 2, all(table, "1"));
        String other = write(table, 3, all(table, "2"));
        assertThat(rkeys()).doesNotContain("1", "2");

        Path replaced = lake.storage().resolve(other);
        String columns = table == Table.ACCOUNTS ? "*, '' AS uri, '' AS rkey" : "*, '' AS did";
        Path copy = Files.copy(replaced, directory.resolve("copy"));
        Files.delete(replaced);
        lake.execute("COPY (SELECT " + rows + " FROM (SELECT " + columns + " FROM read_parquet('" + copy + "'))) TO '"
                + replaced + "' (FORMAT parquet)");

        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(UnreadableFilesException.class)
                    .isThrownBy(() -> search.search(TestingSearch.criteria()))
                    .withMessageContaining(other);
        }
        lake.delete(other);
        assertThat(rkeys()).doesNotContain("1").as("%s still counts", good).isNotNull();
    }

    @Test
    void i4FileOfPostsWithOtherColumnsIsLeftOutAndNamed() throws IOException {
        lake.add(post("1")).flush(1);
        String other = lake.add(post("2")).flush(2).getFirst();
        String deletes = lake.add(post("3").deleted("3z", NOON)).flush(3).getFirst();
        Path replaced = lake.storage().resolve(other);
        Files.delete(replaced);
        Files.copy(lake.storage().resolve(deletes), replaced);

        SearchPage page = search.search(TestingSearch.criteria());

        assertThat(page.posts()).extracting(PostResult::rkey).containsExactly("1");
        assertThat(page.meta().unreadable()).containsExactly(other);
    }

    /** Which of two batches an older version wrote, which did not know the columns that were added since. */
    enum Versions {
        OLD,
        NEW,
        MIXED;

        boolean isOld(int batch) {
            return this == OLD || (this == MIXED && batch == 1);
        }
    }

    static Stream<Versions> versions() {
        return Stream.of(Versions.values());
    }

    @ParameterizedTest
    @MethodSource("versions")
    void i7PostsOfAllVersionsAreFoundAndExported(Versions versions) {
        for (int batch = 1; batch <= 2; batch++) {
            String name = lake.add(post("p" + batch)).flush(batch).getLast();
            rewritePosts(name, versions.isOld(batch));
        }
        for (SearchPage page : List.of(
                search.search(TestingSearch.criteria()), search.search(TestingSearch.criteria("text", "POST")))) {
            assertThat(page.posts()).extracting(PostResult::rkey).containsExactlyInAnyOrder("p1", "p2");
            assertThat(page.meta().isComplete()).isTrue();
        }
        try (PostExport export = search.export(TestingSearch.criteria("text", "post"), new Cancellation())) {
            List<String> rkeys = new ArrayList<>();
            while (export.advance()) {
                rkeys.add(export.post().rkey());
            }
            assertThat(rkeys).containsExactlyInAnyOrder("p1", "p2");
        }
    }

    /** What a newer version adds, this one does not know. */
    @ParameterizedTest
    @MethodSource("versions")
    void i7WhatHidesPostsMayHaveFurtherColumns(Versions versions) {
        lake.add(post("1"), SamplePost.of(BOB, "2", "post", NOON)).flush(1);
        for (int batch = 1; batch <= 2; batch++) {
            String did = batch == 1 ? ALICE : BOB;
            lake.add(SampleAccount.status(did, "deleted", batch, NOON));
            lake.add(SamplePost.of(did, "none", "", NOON).deleted("3z", NOON));
            for (String name : lake.flush(batch + 1)) {
                if (!versions.isOld(batch)) {
                    rewrite(name, "*, 'later' AS new_column");
                }
            }
        }
        assertThat(rkeys()).isEmpty();
        search.digestAccounts();
        assertThat(rkeys()).isEmpty();
    }

    /** With every column that was added, whichever the sample has, or with none of them. */
    private void rewritePosts(String name, boolean old) {
        Path file = load(name);
        for (Column column : TableSchemas.columns(Table.POSTS)) {
            if (column.added()) {
                String change = old ? "DROP COLUMN IF EXISTS " : "ADD COLUMN IF NOT EXISTS ";
                lake.execute("ALTER TABLE rewritten " + change + column.name() + (old ? "" : " " + type(column)));
            }
        }
        lake.execute("COPY rewritten TO '" + file + "' (FORMAT parquet)");
    }

    private static String type(Column column) {
        return switch (column.type()) {
            case TEXT -> "VARCHAR";
            case TEXTS -> "VARCHAR[]";
            case TIME -> "TIMESTAMPTZ";
            case INTEGER -> "INTEGER";
            case BIGINT -> "BIGINT";
            case DOUBLE -> "DOUBLE";
            case FLAG -> "BOOLEAN";
        };
    }

    private Path load(String name) {
        Path file = lake.storage().resolve(name);
        lake.execute("CREATE OR REPLACE TABLE rewritten AS SELECT * FROM read_parquet('" + file
                + "', hive_partitioning = false)");
        return file;
    }

    private void rewrite(String name, String columns) {
        Path file = load(name);
        lake.execute("COPY (SELECT " + columns + " FROM rewritten) TO '" + file + "' (FORMAT parquet)");
    }

    /** A row that hides Alice's post of a key, or all of hers. */
    private static String all(Table table, String rkey) {
        return switch (table) {
            case DELETES -> "'at:' AS uri, '" + ALICE + "' AS author_did, 'app.bsky.feed.post' AS collection, '" + rkey
                    + "' AS rkey, '3z' AS rev, TIMESTAMPTZ '2026-07-04 12:30:00+00' AS indexed_at";
            case OVERSIZED -> all(Table.DELETES, rkey)
                    + ", 'c' AS cid, 'update' AS operation, 'commit' AS kind, 70000::BIGINT AS size, '{}' AS raw_data";
            default -> "'" + ALICE + "' AS did, 'account' AS kind, NULL::VARCHAR AS handle, false AS active,"
                    + " NULL::VARCHAR AS status, 7::BIGINT AS seq, NULL::TIMESTAMPTZ AS event_at,"
                    + " TIMESTAMPTZ '2026-07-04 12:30:00+00' AS indexed_at";
        };
    }

    private String write(Table table, int batch, String row) throws IOException {
        String name = "lake/%1$s/year=2026/month=07/day=04/hour=12/%1$s-flush-%2$d-%2$d-0.parquet"
                .formatted(table.label(), batch);
        Path file = lake.storage().resolve(name);
        Files.createDirectories(file.getParent());
        lake.execute("COPY (SELECT " + row + ") TO '" + file + "' (FORMAT parquet)");
        return name;
    }

    private List<String> rkeys() {
        return search.search(TestingSearch.criteria()).posts().stream()
                .map(PostResult::rkey)
                .toList();
    }

    private static SamplePost post(String rkey) {
        return SamplePost.of(ALICE, rkey, "a post", NOON).rev("3a");
    }
}
