package dev.skytrove.lake.schema;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** The columns of one table, in order. A column is required unless its method says otherwise. */
final class Columns {
    private final List<Schema.Field> fields = new ArrayList<>();

    /** UTF-8 texts. */
    Columns text(String... names) {
        return required(Schema.create(Schema.Type.STRING), names);
    }

    Columns nullableText(String... names) {
        return nullable(Schema.create(Schema.Type.STRING), names);
    }

    /** Lists of texts, empty rather than null. */
    Columns texts(String... names) {
        return required(Schema.createArray(Schema.create(Schema.Type.STRING)), names);
    }

    /** Instants, as microseconds since 1970 in UTC. */
    Columns time(String... names) {
        return required(timestamp(), names);
    }

    Columns nullableTime(String... names) {
        return nullable(timestamp(), names);
    }

    /** 32-bit integers. */
    Columns integer(String... names) {
        return required(Schema.create(Schema.Type.INT), names);
    }

    /** 64-bit integers. */
    Columns bigint(String... names) {
        return required(Schema.create(Schema.Type.LONG), names);
    }

    Columns flag(String... names) {
        return required(Schema.create(Schema.Type.BOOLEAN), names);
    }

    Columns nullableFlag(String... names) {
        return nullable(Schema.create(Schema.Type.BOOLEAN), names);
    }

    Schema schema(String name) {
        return Schema.createRecord(name, null, "skytrove", false, fields);
    }

    private Columns required(Schema type, String... names) {
        for (String name : names) {
            fields.add(new Schema.Field(name, type));
        }
        return this;
    }

    private Columns nullable(Schema type, String... names) {
        Schema orNull = Schema.createUnion(Schema.create(Schema.Type.NULL), type);
        for (String name : names) {
            fields.add(new Schema.Field(name, orNull, null, JsonProperties.NULL_VALUE));
        }
        return this;
    }

    private static Schema timestamp() {
        return LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
    }
}
