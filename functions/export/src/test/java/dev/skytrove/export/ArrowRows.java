package dev.skytrove.export;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * What Arrow's own reader makes of a stream.
 *
 * @param batches how many rows each has
 */
record ArrowRows(Schema schema, List<Integer> batches, List<Map<String, Object>> rows) {
    static ArrowRows read(byte[] stream) throws IOException {
        List<Integer> batches = new ArrayList<>();
        List<Map<String, Object>> rows = new ArrayList<>();
        try (RootAllocator allocator = new RootAllocator();
                ArrowStreamReader reader = new ArrowStreamReader(new ByteArrayInputStream(stream), allocator)) {
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            while (reader.loadNextBatch()) {
                root.getFieldVectors().forEach(ArrowRows::validate);
                batches.add(root.getRowCount());
                for (int i = 0; i < root.getRowCount(); i++) {
                    Map<String, Object> row = new LinkedHashMap<>();
                    for (FieldVector vector : root.getFieldVectors()) {
                        row.put(vector.getName(), value(vector, i));
                    }
                    rows.add(row);
                }
            }
            return new ArrowRows(root.getSchema(), batches, rows);
        }
    }

    /** Arrow's check of a map takes it for a list and refuses it, so that what is in it is checked alone. */
    private static void validate(FieldVector vector) {
        (vector instanceof MapVector map ? map.getDataVector() : vector).validateFull();
    }

    private static Object value(FieldVector vector, int index) {
        Object value = vector.getObject(index);
        return switch (vector.getMinorType()) {
            case VARCHAR -> value == null ? null : value.toString();
            case TIMESTAMPMICROTZ -> value == null ? null : Instant.EPOCH.plus((long) value, ChronoUnit.MICROS);
            case LIST -> ((List<?>) value).stream().map(Object::toString).toList();
            case MAP -> value == null ? null : numbers((List<?>) value);
            default -> value;
        };
    }

    private static Map<String, Object> numbers(List<?> entries) {
        Map<String, Object> numbers = new TreeMap<>();
        for (Object entry : entries) {
            Map<?, ?> pair = (Map<?, ?>) entry;
            numbers.put(pair.get("key").toString(), pair.get("value"));
        }
        return numbers;
    }
}
