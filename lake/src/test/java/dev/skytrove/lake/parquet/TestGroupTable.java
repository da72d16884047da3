package dev.skytrove.lake.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.skytrove.lake.BatchRange;
import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Series;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.event.EventRows;
import dev.skytrove.lake.event.Frames;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is fetched of a file of posts holds exactly the rows of the row groups that were chosen. */
final class TestGroupTable {
    private static final Instant RECEIVED = Instant.parse("2026-07-05T00:00:00Z");
    private static final LakeFile NAME =
            new LakeFile(Table.POSTS, HourKey.of(RECEIVED), Series.FLUSH, BatchRange.of(1), 0);
    private static final int EXPECTED = 1 << 16;

    private final EventRows rows = new EventRows();

    @TempDir
    Path folder;

    private ObjectStore store;

    @BeforeEach
    void open() {
        store = ObjectStores.open("file://" + folder.resolve("store"), Map.of());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void rowGroupsHaveTheRowsOfTheirPlaces() throws Exception {
        Random random = new Random(20260704);
        for (int round = 0; round < 20; round++) {
            int count = 1 + random.nextInt(300);
            List<String> written = put(count, 1 + random.nextInt(120));

            GroupTable table = GroupTable.decode(table(round % 2 == 0 ? EXPECTED : 100).encode());

            assertThat(table.groups().getFirst().first()).isZero();
            assertThat(table.groups().getLast().end()).isEqualTo(count);
            for (GroupTable.Group group : table.groups()) {
                Path file = folder.resolve("group.parquet");
                byte[] content = store.read(NAME.name(), group.offset(), group.length());
                assertThat(table.file(group).write(content, 0, file)).isTrue();
                assertThat(file).hasSize(group.fileSize());
                assertThat(FileColumns.fault(file, Table.POSTS)).isEmpty();
                assertThat(read(file)).isEqualTo(written.subList((int) group.first(), (int) group.end()));
            }
        }
    }

    /** And engines find the rows that they look for, although page indexes and Bloom filters are gone. */
    @Test
    void enginesReadARowGroupAlone() throws Exception {
        put(100, 40);
        GroupTable table = table(EXPECTED);
        Path file = write(table, table.groups().get(1));
        try (DuckDb duckDb = new DuckDb()) {
            assertThat(duckDb.query("SELECT count(*), min(rkey), max(rkey), count(text_folded) FROM '" + file + "'"))
                    .containsExactly(List.of(40L, key(40), key(79), 40L));
            assertThat(duckDb.query("SELECT file_row_number FROM read_parquet('" + file + "') WHERE rkey = '" + key(45) + "'"))
                    .containsExactly(List.of(5L));
            assertThat(duckDb.query("SELECT count(*) FROM '" + file + "' WHERE rkey = '" + key(3) + "'"))
                    .containsExactly(List.of(0L));
        }
    }

    @Test
    void keysAndAuthorsAreInTheirRowGroups() throws Exception {
        put(400, 100);
        GroupTable table = table(EXPECTED);

        assertThat(table.groups()).hasSize(4);
        assertFound((group, i) -> table.mayHaveKey(table.groups().get(group), List.of("absent" + i, key(i))));
        assertFound((group, i) -> table.mayHaveAuthor(table.groups().get(group), List.of("absent" + i, author(i))));
    }

    /** Asked of 400 rows of four row groups: each is in its own, and about one in a hundred in each other one, by chance. */
    private static void assertFound(BiPredicate<Integer, Integer> mayHave) {
        int others = 0;
        for (int i = 0; i < 400; i++) {
            for (int group = 0; group < 4; group++) {
                boolean own = group == i / 100;
                boolean may = mayHave.test(group, i);
                assertThat(may || !own).as("row %s, row group %s", i, group).isTrue();
                others += may && !own ? 1 : 0;
            }
        }
        assertThat(others).isLessThan(120);
    }

    @Test
    void changedByteOfARowGroupIsFound() throws Exception {
        put(60, 20);
        GroupTable table = table(EXPECTED);
        GroupTable.Group group = table.groups().get(1);
        byte[] content = store.read(NAME.name(), group.offset(), group.length());
        for (int i = 0; i < content.length; i += 13) {
            content[i] ^= 4;
            assertThat(table.file(group).write(content, 0, folder.resolve("changed.parquet"))).as("byte %s", i).isFalse();
            content[i] ^= 4;
        }
    }

    @Test
    void changedByteBehindThePagesMakesATableOfNothing() throws Exception {
        put(60, 20);
        GroupTable table = table(EXPECTED);
        GroupTable.Group last = table.groups().getLast();
        byte[] whole = Files.readAllBytes(file());
        for (int i = (int) last.offset() + last.length(); i < whole.length; i += 17) {
            byte[] changed = whole.clone();
            changed[i] ^= 4;
            store.put(NAME.name(), changed);
            assertThat(table(EXPECTED).groups()).as("byte %s", i).isEmpty();
        }
        store.put(NAME.name(), new byte[] {1, 2, 3});
        assertThat(table(EXPECTED).groups()).isEmpty();
    }

    /** Whoever can write to the bucket can also make checksums. */
    @Test
    void i6FooterOfAStrangerMakesATableOfNothing() throws Exception {
        put(60, 20);
        List<Consumer<FileMetaData>> attacks = List.of(
                footer -> footer.getRow_groups().get(1).setNum_rows(-20),
                footer -> footer.getRow_groups().get(1).setNum_rows(Long.MAX_VALUE),
                footer -> footer.getRow_groups().get(2).setNum_rows(0),
                footer -> footer.setNum_rows(-60),
                footer -> footer.getRow_groups().remove(2),
                footer -> footer.getRow_groups().clear(),
                footer -> footer.getRow_groups().get(1).getColumns().clear(),
                footer -> footer.getRow_groups().get(1).getColumns().get(0).unsetMeta_data(),
                footer -> column(footer).setTotal_compressed_size(-4),
                footer -> column(footer).setTotal_compressed_size(Long.MAX_VALUE),
                footer -> column(footer).setData_page_offset(-4),
                footer -> footer.getRow_groups().get(1).getColumns().forEach(chunk -> chunk.getMeta_data()
                        .setBloom_filter_offset(-1)),
                footer -> footer.getRow_groups().get(1).getColumns().forEach(chunk -> chunk.getMeta_data()
                        .setBloom_filter_offset(Long.MAX_VALUE)),
                footer -> text(footer, PageIndexSum.KEY, "ffffffffffff00000000"),
                footer -> text(footer, PageIndexSum.KEY, "00000000000400000000"));
        byte[] whole = Files.readAllBytes(file());
        attack(whole, footer -> {});
        assertThat(table(EXPECTED).groups()).as("without an attack").hasSize(3);
        for (int i = 0; i < attacks.size(); i++) {
            attack(whole, attacks.get(i));
            assertThat(table(EXPECTED).groups()).as("attack %s", i).isEmpty();
            assertThat(table(100).groups()).as("attack %s", i).isEmpty();
        }
    }

    private static ColumnMetaData column(FileMetaData footer) {
        return footer.getRow_groups().get(1).getColumns().get(0).getMeta_data();
    }

    private static void text(FileMetaData footer, String key, String value) {
        footer.getKey_value_metadata().stream()
                .filter(text -> text.getKey().equals(key))
                .forEach(text -> text.setValue(value));
    }

    /** Puts a file with another footer, which has a right checksum. */
    private void attack(byte[] whole, Consumer<FileMetaData> change) throws Exception {
        int length = ParquetEnd.footerLength(whole);
        FileMetaData footer = ParquetEnd.footer(whole, whole.length);
        change.accept(footer);
        text(footer, FooterSum.FIELD.key(), SumField.ZEROS);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Util.writeFileMetaData(footer, bytes);
        byte[] content = bytes.toByteArray();
        FooterSum.stamp(content);
        ByteBuffer end = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putInt(content.length).put(
                "PAR1".getBytes(StandardCharsets.US_ASCII));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(whole, 0, whole.length - 8 - length);
        file.writeBytes(content);
        file.writeBytes(end.array());
        store.put(NAME.name(), file.toByteArray());
    }

    @Test
    void changedTableIsRefused() throws Exception {
        put(60, 20);
        byte[] bytes = table(EXPECTED).encode();
        for (int i = 0; i < bytes.length; i += 11) {
            byte[] changed = bytes.clone();
            changed[i] ^= 4;
            assertThatIOException().as("byte %s", i).isThrownBy(() -> GroupTable.decode(changed));
        }
        assertThatIOException().isThrownBy(() -> GroupTable.decode(new byte[0]));
    }

    /** I7: what others wrote has no checksums of row groups. */
    @Test
    void i7FilesOfOtherWritersAreNotTakenApart() throws Exception {
        put(60, 20);
        Path other = folder.resolve("other.parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (FROM '" + file() + "') TO '" + other + "' (FORMAT parquet)");
        }
        store.put(NAME.name(), other);

        GroupTable table = GroupTable.decode(table(EXPECTED).encode());
        assertThat(table.groups()).isEmpty();
    }

    /** Puts a file of posts with different keys; returns its rows. */
    private List<String> put(int count, int rowsOfGroup) throws Exception {
        Path file = folder.resolve("posts.parquet");
        List<String> written = new ArrayList<>();
        try (TableWriter writer = TableWriter.open(NAME, rowsOfGroup, file)) {
            for (int i = 0; i < count; i++) {
                GenericRecord row = rows.parse(Frames.fullPost(), RECEIVED).record();
                row.put("rkey", key(i));
                row.put("author_did", author(i));
                row.put("text", "number " + i);
                writer.write(row);
                written.add(row.toString());
            }
        }
        store.put(NAME.name(), file);
        return written;
    }

    private static String key(int i) {
        return "3key%05d".formatted(i);
    }

    private static String author(int i) {
        return "did:plc:author%05d".formatted(i);
    }

    private GroupTable table(int expected) throws IOException {
        return GroupTable.read(store, NAME.name(), Files.size(file()), expected);
    }

    private Path write(GroupTable table, GroupTable.Group group) throws IOException {
        Path file = folder.resolve("group.parquet");
        table.file(group).write(Files.readAllBytes(file()), (int) group.offset(), file);
        return file;
    }

    private Path file() {
        return folder.resolve("store").resolve(NAME.name());
    }

    private static List<String> read(Path file) throws IOException {
        List<String> read = new ArrayList<>();
        try (TableReader reader = TableReader.open(Table.POSTS, file)) {
            for (Optional<GenericRecord> row = reader.next(); row.isPresent(); row = reader.next()) {
                read.add(row.get().toString());
            }
        }
        return read;
    }
}
