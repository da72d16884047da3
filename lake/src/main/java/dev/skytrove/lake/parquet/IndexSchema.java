package dev.skytrove.lake.parquet;

import dev.skytrove.lake.schema.TableSchemas;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;

/** The columns of a word index. */
final class IndexSchema {
    static final String RUN = "run";
    static final String POSTS = "posts";
    static final String BLOCKS = "blocks";

    private IndexSchema() {}

    /** Built at every call: keep it. */
    static Schema make() {
        return SchemaBuilder.record("index")
                .namespace(TableSchemas.NAMESPACE)
                .fields()
                .requiredString(RUN)
                .requiredInt(POSTS)
                .name(BLOCKS)
                .type()
                .array()
                .items()
                .intType()
                .noDefault()
                .endRecord();
    }
}
