package dev.skytrove.lake.event;

import dev.skytrove.lake.text.FoldedText;
import java.util.Collection;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** A row being filled. A nullable column that is never put, or put from nothing, is null. */
final class RowBuilder {
    private final GenericData.Record record;

    RowBuilder(Schema schema) {
        record = new GenericData.Record(schema);
    }

    GenericRecord record() {
        return record;
    }

    RowBuilder text(String column, String value) {
        record.put(column, WellFormed.of(value));
        return this;
    }

    /** Puts the text that {@code from} has under a name, if it has one. */
    RowBuilder text(String column, JsonObject from, String name) {
        from.text(name).ifPresent(value -> text(column, value));
        return this;
    }

    /** Puts what is stored of the folded text that {@code from} has under a name, if anything is. */
    RowBuilder folded(String column, JsonObject from, String name) {
        from.text(name).map(WellFormed::of).flatMap(FoldedText::stored).ifPresent(value -> record.put(column, value));
        return this;
    }

    /** Puts a text, unless it is empty because the event has none. */
    RowBuilder textOrNull(String column, String value) {
        return value.isEmpty() ? this : text(column, value);
    }

    /** Puts each text once, where it first appears. */
    RowBuilder texts(String column, Collection<String> values) {
        List<String> distinct = values.isEmpty()
                ? List.of()
                : values.stream().map(WellFormed::of).distinct().toList();
        record.put(column, distinct);
        return this;
    }

    /** Puts microseconds since 1970, if they are known. */
    RowBuilder time(String column, long micros) {
        if (micros != CreatedAt.UNKNOWN) {
            record.put(column, micros);
        }
        return this;
    }

    /** Puts a number or truth value. */
    RowBuilder value(String column, Object value) {
        record.put(column, value);
        return this;
    }
}
