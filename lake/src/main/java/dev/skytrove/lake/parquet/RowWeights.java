package dev.skytrove.lake.parquet;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/**
 * Tells when the rows of a row group weigh more than a reader should hold at a time. Engines read a row group in steps of
 * some thousand rows, counted from its start, whatever these weigh; a row group with few rows is what keeps such a step
 * small. Rows of usual sizes never reach a limit.
 *
 * <p>Weights are numbers of characters: the length of a text in UTF-8 is at most three times that, and mostly the same.
 */
final class RowWeights {
    /** Rows that DuckDB takes in a step; those of others are of that order. */
    static final int STEP = 2_048;

    /** Of a step without what the network delivered raw, which searches do not read: 2,048 characters a row. */
    static final long MOST_COLUMNS = 4 << 20;

    /** Of a step's raw data. */
    static final long MOST_RAW = 16 << 20;

    /** Of all that a row group holds, which may take next to nothing when it is compressed. */
    static final long MOST = 256 << 20;

    /**
     * What an element of a list counts beside its text: as much as it takes in JSON, so that no step of the largest rows
     * has fewer than 64. DuckDB puts smaller ones together again, whatever they weigh.
     */
    private static final int ELEMENT = 3;

    private static final String RAW = "raw_data";

    private final List<Schema.Field> texts = new ArrayList<>();
    private final int raw;
    private int rows;
    private long columnsOfStep;
    private long rawOfStep;
    private long all;

    RowWeights(Schema schema) {
        Schema.Field rawField = schema.getField(RAW);
        raw = rawField == null ? -1 : rawField.pos();
        schema.getFields().stream().filter(field -> field.pos() != raw).forEach(texts::add);
    }

    /** Takes the next row of the row group. */
    void add(GenericRecord row) {
        if (rows++ % STEP == 0) {
            columnsOfStep = 0;
            rawOfStep = 0;
        }
        long weight = 0;
        for (Schema.Field field : texts) {
            weight += weight(row.get(field.pos()));
        }
        long rawWeight = raw < 0 ? 0 : weight(row.get(raw));
        columnsOfStep += weight;
        rawOfStep += rawWeight;
        all += weight + rawWeight;
    }

    /** Whether the row group should have no further row. */
    boolean isEnough() {
        return columnsOfStep >= MOST_COLUMNS || rawOfStep >= MOST_RAW || all >= MOST;
    }

    /** A row group begins. */
    void clear() {
        rows = 0;
        all = 0;
    }

    private static long weight(Object value) {
        return switch (value) {
            case CharSequence text -> text.length();
            case List<?> list -> {
                long sum = 0;
                for (Object element : list) {
                    sum += weight(element) + ELEMENT;
                }
                yield sum;
            }
            case null, default -> Long.BYTES;
        };
    }
}
