package dev.skytrove.lake.schema;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** The columns of one table, in order. A column is required unless its method says otherwise. */
final class Columns {
    private final List<Column> columns = new ArrayList<>();
    private boolean added;

    /** UTF-8 texts. */
    Columns text(String... names) {
        return required(ColumnType.TEXT, names);
    }

    Columns nullableText(String... names) {
        return nullable(ColumnType.TEXT, names);
    }

    /** Lists of texts, empty rather than null. */
    Columns texts(String... names) {
        return required(ColumnType.TEXTS, names);
    }

    /** Instants, as microseconds since 1970 in UTC. */
    Columns time(String... names) {
        return required(ColumnType.TIME, names);
    }

    Columns nullableTime(String... names) {
        return nullable(ColumnType.TIME, names);
    }

    /** 32-bit integers. */
    Columns integer(String... names) {
        return required(ColumnType.INTEGER, names);
    }

    /** 64-bit integers. */
    Columns bigint(String... names) {
        return required(ColumnType.BIGINT, names);
    }

    /** 64-bit floating-point numbers. */
    Columns nullableDouble(List<String> names) {
        return nullable(ColumnType.DOUBLE, names.toArray(String[]::new));
    }

    Columns flag(String... names) {
        return required(ColumnType.FLAG, names);
    }

    Columns nullableFlag(String... names) {
        return nullable(ColumnType.FLAG, names);
    }

    /** What follows came when there were files of this table, which lack it. */
    Columns added() {
        added = true;
        return this;
    }

    List<Column> list() {
        return List.copyOf(columns);
    }

    Schema schema(String name) {
        return Schema.createRecord(
                name, null, TableSchemas.NAMESPACE, false, columns.stream().map(Columns::field).toList());
    }

    private Columns required(ColumnType type, String... names) {
        if (added) {
            throw new IllegalStateException("only nullable columns may be added");
        }
        return add(type, false, names);
    }

    private Columns nullable(ColumnType type, String... names) {
        return add(type, true, names);
    }

    private Columns add(ColumnType type, boolean nullable, String... names) {
        for (String name : names) {
            columns.add(new Column(name, type, nullable, added));
        }
        return this;
    }

    private static Schema.Field field(Column column) {
        Schema type = type(column.type());
        if (!column.nullable()) {
            return new Schema.Field(column.name(), type);
        }
        Schema orNull = Schema.createUnion(Schema.create(Schema.Type.NULL), type);
        return new Schema.Field(column.name(), orNull, null, JsonProperties.NULL_VALUE);
    }

    private static Schema type(ColumnType type) {
        return switch (type) {
            case TEXT -> Schema.create(Schema.Type.STRING);
            case TEXTS -> Schema.createArray(Schema.create(Schema.Type.STRING));
            case TIME -> LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
            case INTEGER -> Schema.create(Schema.Type.INT);
            case BIGINT -> Schema.create(Schema.Type.LONG);
            case DOUBLE -> Schema.create(Schema.Type.DOUBLE);
            case FLAG -> Schema.create(Schema.Type.BOOLEAN);
        };
    }
}
