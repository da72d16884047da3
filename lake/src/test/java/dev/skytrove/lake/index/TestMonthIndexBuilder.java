package dev.skytrove.lake.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.parquet.IndexReader;
import dev.skytrove.lake.parquet.IndexRow;
import dev.skytrove.lake.parquet.IndexWriter;
import dev.skytrove.lake.parquet.MonthIndexReader;
import dev.skytrove.lake.parquet.MonthIndexRow;
import dev.skytrove.lake.parquet.TableWriter;
import dev.skytrove.lake.schema.Column;
import dev.skytrove.lake.schema.TableSchemas;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestMonthIndexBuilder {
    private static final Instant START = Instant.parse("2026-07-01T00:00:00Z");
    private static final int BLOCK_ROWS = 3;
    private static final int MOST_POSTS = 5;
    private static final int ROWS_OF_GROUP = 10;
    private static final int MONTHS = 12;
    private static final int PIECES = 60;

    @TempDir
    private Path directory;

    private Path words;
    private Path postings;

    @BeforeEach
    void name() {
        words = directory.resolve("words.parquet");
        postings = directory.resolve("postings.parquet");
    }

    @Test
    void runsHaveTheBlocksOfAllDaysButThoseOnWhichTheyAreCommon() throws IOException {
        Path first = day(1, List.<String[]>of(new String[] {"a b", "b", "b", null}, new String[] {"a"}));
        Path second = day(2, List.<String[]>of(new String[] {"b b", "b", "b c", "b", "b", "b"}));
        Path fourth = day(4, List.<String[]>of(new String[] {"c", "c", "c", "c", "c b", "c"}));

        IndexContents contents = MonthIndexBuilder.write(List.of(first, second, fourth), words, postings, 2);

        // Blocks 0 to 2 are of the first day, 3 and 4 of the second, 5 and 6 of the fourth.
        assertThat(rows())
                .extracting(TestMonthIndexBuilder::text)
                .containsExactly(
                        " 0 [] [1]", "a 2 [] [0, 2]", "b 10 [2] [0, 6]", "c 7 [4] [3]");
        assertThat(contents.files()).hasSize(4);
        assertThat(MonthIndexBuilder.check(words, postings)).isEqualTo(contents);
        assertThat(MonthIndexBuilder.postingsBytes(MonthIndexReader.metadata(words))).isEqualTo(Files.size(postings));
    }

    /** For any piece the month tells the blocks that the days tell, and so misses none of the posts that have it. */
    @Test
    void randomMonthsTellWhatTheirDaysTell() throws IOException {
        Random random = new Random(1907);
        int found = 0;
        int common = 0;
        for (int month = 0; month < MONTHS; month++) {
            List<List<String[]>> texts = new ArrayList<>();
            List<Path> days = new ArrayList<>();
            for (int day = 1; day <= 2 + random.nextInt(6); day++) {
                List<String[]> files = files(random);
                texts.add(files);
                days.add(day(day, files));
            }
            IndexContents contents = MonthIndexBuilder.write(days, words, postings, ROWS_OF_GROUP);
            List<MonthIndexRow> rows = rows();
            assertThat(rows.stream().map(row -> text(row.row().run())).toList()).isSorted().doesNotHaveDuplicates();
            for (int i = 0; i < PIECES; i++) {
                String piece = piece(random);
                BitSet blocks = new BitSet();
                BitSet commonDays = new BitSet();
                for (MonthIndexRow row : rows) {
                    if (isOf(row.row(), piece)) {
                        Arrays.stream(row.row().blocks()).forEach(blocks::set);
                        Arrays.stream(row.days()).forEach(commonDays::set);
                    }
                }
                assertThat(blocks).as("%s in %s", piece, month).isEqualTo(ofDays(days, piece));
                int block = 0;
                for (int day = 1; day <= days.size(); day++) {
                    assertThat(commonDays.get(day)).isEqualTo(isCommon(days.get(day - 1), piece));
                    for (String[] file : texts.get(day - 1)) {
                        for (int row = 0; row < file.length; row++) {
                            if (file[row] == null || file[row].contains(piece)) {
                                assertThat(commonDays.get(day) || blocks.get(block + row / BLOCK_ROWS)).isTrue();
                                found++;
                            }
                        }
                        block += (file.length + BLOCK_ROWS - 1) / BLOCK_ROWS;
                    }
                }
                assertThat(contents.blocks()).isEqualTo(block);
                common += commonDays.cardinality();
            }
        }
        // Else it would have compared nothing with nothing.
        assertThat(found).isGreaterThan(1000);
        assertThat(common).isGreaterThan(100);
    }

    @Test
    void sameDaysMakeTheSameBytes() throws IOException {
        Random random = new Random(3);
        List<Path> days = List.of(day(1, files(random)), day(2, files(random)), day(3, files(random)));
        MonthIndexBuilder.write(days, words, postings);
        Path otherWords = directory.resolve("words-2.parquet");
        Path otherPostings = directory.resolve("postings-2.parquet");
        MonthIndexBuilder.write(days, otherWords, otherPostings);

        assertThat(Files.mismatch(words, otherWords)).isEqualTo(-1);
        assertThat(Files.mismatch(postings, otherPostings)).isEqualTo(-1);
    }

    @Test
    void changedBitAndForeignPostingsAreNoticed() throws IOException {
        Random random = new Random(5);
        Path first = day(1, files(random));
        MonthIndexBuilder.write(List.of(first, day(2, files(random))), words, postings);
        for (Path file : List.of(words, postings)) {
            byte[] bytes = Files.readAllBytes(file);
            byte[] damaged = bytes.clone();
            damaged[40] ^= 4;
            Files.write(file, damaged);
            assertThatThrownBy(() -> MonthIndexBuilder.check(words, postings)).isInstanceOf(IOException.class);
            Files.write(file, bytes);
        }
        MonthIndexBuilder.check(words, postings);
        Path foreign = directory.resolve("foreign.parquet");
        MonthIndexBuilder.write(List.of(first), directory.resolve("others.parquet"), foreign);
        assertThatThrownBy(() -> MonthIndexBuilder.check(words, foreign)).isInstanceOf(IOException.class);
        // An index of a day is none of a month, and the other way round.
        assertThatThrownBy(() -> MonthIndexBuilder.check(first, postings)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> IndexBuilder.check(words)).isInstanceOf(IOException.class);
    }

    @Test
    void daysThatAreNotWhatAnIndexIsMakeNone() throws IOException {
        IndexContents contents = new IndexContents(BLOCK_ROWS, MOST_POSTS, List.of(new IndexContents.Indexed(file(1, 0), 6)));
        Path unsorted = foreign("unsorted.parquet", contents, row("b", 1, 0), row("a", 1, 1));
        Path outside = foreign("outside.parquet", contents, row("a", 1, 2));
        Path other = foreign("other.parquet", new IndexContents(7, MOST_POSTS, contents.files()), row("a", 1, 0));
        Path good = day(2, List.<String[]>of(new String[] {"a"}));
        for (Path bad : List.of(unsorted, outside, other)) {
            assertThatThrownBy(() -> MonthIndexBuilder.write(List.of(bad, good), words, postings))
                    .as("%s", bad)
                    .isInstanceOf(IOException.class);
        }
    }

    private BitSet ofDays(List<Path> days, String piece) throws IOException {
        BitSet blocks = new BitSet();
        int first = 0;
        for (Path day : days) {
            try (IndexReader reader = IndexReader.open(day)) {
                for (Optional<IndexRow> row = reader.next(); row.isPresent(); row = reader.next()) {
                    if (isOf(row.get(), piece)) {
                        for (int block : row.get().blocks()) {
                            blocks.set(first + block);
                        }
                    }
                }
                first += IndexContents.of(reader.metadata()).blocks();
            }
        }
        return blocks;
    }

    private static boolean isCommon(Path day, String piece) throws IOException {
        try (IndexReader reader = IndexReader.open(day)) {
            for (Optional<IndexRow> row = reader.next(); row.isPresent(); row = reader.next()) {
                if (row.get().posts() > MOST_POSTS && isOf(row.get(), piece)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static boolean isOf(IndexRow row, String piece) {
        return row.run().length == 0 || text(row.run()).contains(piece);
    }

    private List<MonthIndexRow> rows() throws IOException {
        List<MonthIndexRow> rows = new ArrayList<>();
        try (MonthIndexReader reader = MonthIndexReader.open(words, postings)) {
            for (Optional<MonthIndexRow> row = reader.next(); row.isPresent(); row = reader.next()) {
                rows.add(row.get());
            }
        }
        return rows;
    }

    private static String text(MonthIndexRow row) {
        return text(row.row().run()) + " " + row.row().posts() + " " + Arrays.toString(row.days()) + " "
                + Arrays.toString(row.row().blocks());
    }

    private static String text(byte[] run) {
        return new String(run, StandardCharsets.UTF_8);
    }

    private static IndexRow row(String run, int posts, int... blocks) {
        return new IndexRow(run.getBytes(StandardCharsets.UTF_8), posts, blocks);
    }

    private Path foreign(String name, IndexContents contents, IndexRow... rows) throws IOException {
        Path index = directory.resolve(name);
        try (IndexWriter writer = IndexWriter.open(index, contents.metadata())) {
            for (IndexRow row : rows) {
                writer.write(row);
            }
        }
        return index;
    }

    /** A few files of some hours: words by Zipf's law, in some of them one that most posts have. */
    private static List<String[]> files(Random random) {
        List<String[]> files = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            String[] texts = new String[random.nextInt(25)];
            boolean event = random.nextBoolean();
            Arrays.setAll(texts, row -> random.nextInt(40) == 0 ? null : words(random) + (event ? " event" : ""));
            files.add(texts);
        }
        return files;
    }

    private static String words(Random random) {
        List<String> words = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            words.add("w" + (int) (400 * Math.pow(random.nextDouble(), 3)));
        }
        return String.join(" ", words);
    }

    private static String piece(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> "" + random.nextInt(50);
            case 1 -> "vent";
            case 2 -> "absent" + random.nextInt(3);
            default -> "w" + (int) (400 * Math.pow(random.nextDouble(), 3));
        };
    }

    private Path day(int day, List<String[]> texts) throws IOException {
        Path index = Files.createTempFile(directory, "day-", ".parquet");
        try (IndexBuilder builder = new IndexBuilder(directory, BLOCK_ROWS, MOST_POSTS, DataSize.ofMebibytes(1))) {
            for (int hour = 0; hour < texts.size(); hour++) {
                builder.add(file(day, hour), posts(texts.get(hour)));
            }
            builder.write(index);
        }
        return index;
    }

    private static LakeFile file(int day, int hour) {
        Instant start = START.plus(Duration.ofDays(day - 1)).plus(Duration.ofHours(hour));
        return LakeFile.flushed(Table.POSTS, HourKey.of(start), 7);
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
            case TIME -> START.toEpochMilli() * 1000;
            case INTEGER -> 0;
            case BIGINT -> 0L;
            case FLAG -> false;
            case DOUBLE -> 0.0;
        };
    }
}
