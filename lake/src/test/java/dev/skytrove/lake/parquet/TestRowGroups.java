package dev.skytrove.lake.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.Table;
import dev.skytrove.lake.event.EventRows;
import dev.skytrove.lake.event.Frames;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much of a file an engine has to hold at a time, whatever its rows are like. */
final class TestRowGroups {
    private static final Instant RECEIVED = Instant.parse("2026-07-05T00:00:00Z");

    private final EventRows rows = new EventRows();

    @TempDir
    Path folder;

    @Test
    void usualRowsShareARowGroup() throws Exception {
        byte[] like = Frames.commit("app.bsky.feed.like", "create", "{'subject':{'uri':'at://a/b/c'}}");

        assertThat(rowGroups(Table.LIKES, like, 20_000)).containsExactly(20_000L);
    }

    /** Of two pages: so much is fetched for one post. */
    @Test
    void rowGroupsOfPostsAreSmall() throws Exception {
        assertThat(rowGroups(Table.POSTS, Frames.fullPost(), 10_000)).containsExactly(4_096L, 4_096L, 1_808L);
    }

    /** 60,000 bytes of text in each: a step of 2,048 such rows would be 117 MiB. */
    @Test
    void i5LongTextsMakeRowGroupsOfFewRows() throws Exception {
        byte[] post = Frames.post("{'text':'%s'}".formatted("x".repeat(60_000)));

        assertThat(rowGroups(Table.POSTS, post, 200)).hasSizeBetween(3, 4).allMatch(count -> count <= 71);
    }

    /** No text is long. */
    @Test
    void i5LongListsMakeRowGroupsOfFewRows() throws Exception {
        StringBuilder tags = new StringBuilder();
        for (int i = 0; i < 8_000; i++) {
            tags.append(i == 0 ? "" : ",").append("'").append(i).append("'");
        }
        byte[] post = Frames.post("{'tags':[%s]}".formatted(tags));

        assertThat(rowGroups(Table.POSTS, post, 200)).allMatch(count -> count <= 80);
    }

    /** Compressed, these are next to nothing: the size of a file does not tell what reading it takes. */
    @Test
    void i5RawDataMakesRowGroupsOfFewRows() throws Exception {
        byte[] record = Frames.commit("com.example.thing", "create", "{'x':'%s'}".formatted("\\u0001".repeat(300_000)));

        assertThat(rowGroups(Table.OTHERS, record, 40)).allMatch(count -> count <= 10);
        try (DuckDb duckDb = new DuckDb()) {
            assertThat(duckDb.query("SELECT max(total_uncompressed_size) FROM parquet_metadata('%s')".formatted(file())))
                    .allSatisfy(row -> assertThat((Long) row.getFirst()).isLessThan(19 << 20));
        }
    }

    /** Many rows below every limit of a step. */
    @Test
    void i5RowGroupsAreBoundedUnpacked() throws Exception {
        byte[] record = Frames.commit("com.example.thing", "create", "{'x':'%s'}".formatted("y".repeat(7_000)));

        assertThat(rowGroups(Table.OTHERS, record, 40_000)).hasSize(2);
    }

    /** The number of rows of each row group of a file that has one row many times. */
    private List<Long> rowGroups(Table table, byte[] frame, int count) throws Exception {
        GenericRecord row = rows.parse(frame, table, RECEIVED).record();
        try (TableWriter writer = TableWriter.open(table, file())) {
            for (int i = 0; i < count; i++) {
                writer.write(row);
            }
        }
        try (DuckDb duckDb = new DuckDb()) {
            assertThat(duckDb.query("SELECT count(indexed_at) FROM '%s'".formatted(file())))
                    .containsExactly(List.of((long) count));
            return duckDb.query("SELECT row_group_num_rows FROM parquet_metadata('" + file()
                            + "') WHERE path_in_schema = 'indexed_at' ORDER BY row_group_id")
                    .stream()
                    .map(found -> (Long) found.getFirst())
                    .toList();
        }
    }

    private Path file() {
        return folder.resolve("table.parquet");
    }
}
