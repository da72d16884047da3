package dev.skytrove.lake.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.DataSize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TestRowSorter {
    private static final Schema SCHEMA = SchemaBuilder.record("r").fields()
            .requiredLong("at")
            .requiredString("text")
            .endRecord();

    @TempDir
    private Path directory;

    /** In memory, in some parts, and in parts of which the largest rows make one each. */
    @ParameterizedTest
    @ValueSource(longs = {1 << 20, 40_000, 1_000})
    void rowsAreInOrderAndThoseOfOneTimeAsTheyCame(long memory) throws IOException {
        Random random = new Random(memory);
        List<GenericRecord> rows = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            GenericRecord row = new GenericData.Record(SCHEMA);
            row.put("at", (long) random.nextInt(300) - 100);
            row.put("text", i + "x".repeat(random.nextInt(50) == 0 ? 2_000 : random.nextInt(30)));
            rows.add(row);
        }
        List<String> expected = rows.stream()
                .sorted(Comparator.comparingLong(row -> (Long) row.get("at")))
                .map(Object::toString)
                .toList();

        List<String> sorted = new ArrayList<>();
        try (RowSorter sorter = new RowSorter(SCHEMA, "at", directory, new DataSize(memory))) {
            for (GenericRecord row : rows) {
                sorter.add(row);
            }
            sorter.forEach(row -> sorted.add(row.toString()));
            assertThat(sorter.sum().rows()).isEqualTo(2_000);
        }

        assertThat(sorted).isEqualTo(expected);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void sumTellsAChangedALostAndADoubledRowAndNoOrder() {
        RowSum sum = sum("a", "b", "c");

        assertThat(sum("c", "a", "b").isSameAs(sum)).isTrue();
        assertThat(sum("a", "b").isSameAs(sum)).isFalse();
        assertThat(sum("a", "b", "d").isSameAs(sum)).isFalse();
        assertThat(sum("a", "b", "c", "c").isSameAs(sum)).isFalse();
        assertThat(sum("a", "a", "c").isSameAs(sum)).isFalse();
    }

    private static RowSum sum(String... rows) {
        RowSum sum = new RowSum();
        for (String row : rows) {
            sum.add(row.getBytes(java.nio.charset.StandardCharsets.UTF_8), 0, row.length());
        }
        return sum;
    }
}
