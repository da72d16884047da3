package dev.skytrove.lake.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.parquet.IndexReader;
import dev.skytrove.lake.parquet.IndexRow;
import dev.skytrove.lake.parquet.TableWriter;
import dev.skytrove.lake.schema.Column;
import dev.skytrove.lake.schema.TableSchemas;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestIndexBuilder {
    private static final Instant NOON = Instant.parse("2026-07-04T12:00:00Z");
    private static final DataSize ROOMY = DataSize.ofMebibytes(1);

    @TempDir
    private Path directory;

    @Test
    void runsHaveTheBlocksOfTheirPosts() throws IOException {
        Path one = posts("a b  a", "b\nc", null, "a.b \u3000x", "b b b");
        Path other = posts("b", "", "\ud83e\udd8b \uff5e c");
        Path index = directory.resolve("index.parquet");
        try (IndexBuilder builder = new IndexBuilder(directory, 2, 3, ROOMY)) {
            builder.add(file(12), one);
            builder.add(file(13), other);
            builder.write(index);
        }

        // Blocks 0, 1 and 2 are of the first file, 3 and 4 of the second.
        assertThat(rows(index))
                .containsExactly(
                        " 0 [1]", "a 1 [0]", "a.b 1 [1]", "c 2 [0, 4]", "x 1 [1]", "\uff5e 1 [4]", "\ud83e\udd8b 1 [4]", "b 4 []");
        assertThat(IndexContents.of(IndexReader.metadata(index)))
                .isEqualTo(new IndexContents(
                        2, 3, List.of(new IndexContents.Indexed(file(12), 5), new IndexContents.Indexed(file(13), 3))));
    }

    @Test
    void sameBytesHoweverLittleMemoryThereIs() throws IOException {
        Random random = new Random(17);
        String[] texts = new String[2000];
        Arrays.setAll(texts, i -> random.nextInt(50) == 0 ? null : words(random));
        Path posts = posts(texts);

        Path roomy = write(posts, ROOMY, "roomy.parquet");
        Path narrow = write(posts, new DataSize(20_000), "narrow.parquet");

        assertThat(rows(roomy)).hasSizeGreaterThan(1000);
        assertThat(Files.mismatch(roomy, narrow)).isEqualTo(-1);
        try (var left = Files.list(directory)) {
            assertThat(left.map(path -> path.getFileName().toString())).noneMatch(name -> name.startsWith("runs-"));
        }
    }

    @Test
    void changedBitIsNoticed() throws IOException {
        Path index = write(posts("some words", "and others"), ROOMY, "index.parquet");
        byte[] bytes = Files.readAllBytes(index);
        bytes[40] ^= 4;
        Files.write(index, bytes);

        assertThatThrownBy(() -> IndexBuilder.check(index)).isInstanceOf(IOException.class);
    }

    private Path write(Path posts, DataSize memory, String name) throws IOException {
        Path index = directory.resolve(name);
        try (IndexBuilder builder = new IndexBuilder(directory, 16, 20, memory)) {
            builder.add(file(12), posts);
            builder.write(index);
        }
        return index;
    }

    private static String words(Random random) {
        List<String> words = new ArrayList<>();
        for (int i = random.nextInt(12); i > 0; i--) {
            words.add("w" + (int) (3000 * Math.pow(random.nextDouble(), 3)));
        }
        return String.join(" ", words);
    }

    private static LakeFile file(int hour) {
        return LakeFile.flushed(Table.POSTS, HourKey.of(Instant.parse("2026-07-04T" + hour + ":00:00Z")), 7);
    }

    private static List<String> rows(Path index) throws IOException {
        List<String> rows = new ArrayList<>();
        try (IndexReader reader = IndexReader.open(index)) {
            for (Optional<IndexRow> row = reader.next(); row.isPresent(); row = reader.next()) {
                rows.add(new String(row.get().run(), StandardCharsets.UTF_8) + " " + row.get().posts() + " "
                        + Arrays.toString(row.get().blocks()));
            }
        }
        return rows;
    }

    /** A file of posts of which only the folded texts differ. */
    private Path posts(String... folded) throws IOException {
        Path path = Files.createTempFile(directory, "posts", ".parquet");
        Schema schema = TableSchemas.of(Table.POSTS);
        try (TableWriter writer = TableWriter.open(Table.POSTS, path)) {
            for (String text : folded) {
                GenericRecord row = new GenericData.Record(schema);
                TableSchemas.columns(Table.POSTS).forEach(column -> row.put(column.name(), value(column)));
                row.put("text_folded", text);
                writer.write(row);
            }
        }
        return path;
    }

    private static Object value(Column column) {
        return switch (column.type()) {
            case TEXT -> "x";
            case TEXTS -> List.of();
            case TIME -> NOON.toEpochMilli() * 1000;
            case INTEGER -> 0;
            case BIGINT -> 0L;
            case FLAG -> false;
            case DOUBLE -> 0.0;
        };
    }
}
