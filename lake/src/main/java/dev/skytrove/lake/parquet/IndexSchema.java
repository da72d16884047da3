package dev.skytrove.lake.parquet;

import dev.skytrove.lake.schema.TableSchemas;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaBuilder.FieldAssembler;

/** The columns of word indexes. Schemas are built at every call: keep them. */
final class IndexSchema {
    static final String RUN = "run";
    static final String POSTS = "posts";
    static final String DAYS = "days";
    static final String BLOCKS = "blocks";

    private IndexSchema() {}

    /** Those of the index of a day. */
    static Schema make() {
        return numbers(
                        record("index").requiredString(RUN).requiredInt(POSTS), BLOCKS)
                .endRecord();
    }

    /** Those of the words of a month. */
    static Schema words() {
        return numbers(
                        record("words").requiredString(RUN).requiredInt(POSTS), DAYS)
                .endRecord();
    }

    /** Those of the postings of a month. */
    static Schema postings() {
        return numbers(record("postings"), BLOCKS).endRecord();
    }

    private static FieldAssembler<Schema> record(String name) {
        return SchemaBuilder.record(name).namespace(TableSchemas.NAMESPACE).fields();
    }

    private static FieldAssembler<Schema> numbers(FieldAssembler<Schema> fields, String name) {
        return fields.name(name).type().array().items().intType().noDefault();
    }
}
