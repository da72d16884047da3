package dev.skytrove.lake.event;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.Table;
import org.apache.avro.generic.GenericRecord;

/**
 * An event as a row of the lake.
 *
 * @param table the table that it belongs to
 * @param hour the partition that it belongs to
 * @param record its columns by {@link dev.skytrove.lake.schema.TableSchemas}: texts as String without unpaired
 *     surrogates, times as Long microseconds since 1970, lists as {@code List<String>}
 */
public record EventRow(Table table, HourKey hour, GenericRecord record) {
    /** The URI of its record, in a table that has one. */
    public String uri() {
        return (String) record.get("uri");
    }
}
