package dev.skytrove.lake.parquet;

import dev.skytrove.lake.schema.ColumnType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The columns that a footer names: {@code FileMetaData.schema} of Parquet's format, a tree of nodes written depth first.
 *
 * @param name of its root
 * @param columns in the file's order
 */
record FooterSchema(String name, List<FooterSchema.FileColumn> columns) {
    private static final int SCHEMA = 2;

    /** The numbers of a node's fields. */
    private static final class NodeField {
        static final int PHYSICAL = 1;
        static final int NAME = 4;
        static final int CHILDREN = 5;
        static final int CONVERTED = 6;
        static final int LOGICAL = 10;
    }

    private static final int NONE = -1;
    private static final int BOOLEAN = 0;
    private static final int INT32 = 1;
    private static final int INT64 = 2;
    private static final int INT96 = 3;
    private static final int DOUBLE = 5;
    private static final int BYTE_ARRAY = 6;

    /** Of {@code ConvertedType}. */
    private static final int UTF8 = 0;

    private static final int CONVERTED_LIST = 3;
    private static final int TIMESTAMP_MILLIS = 9;
    private static final int TIMESTAMP_MICROS = 10;

    /** Of the union {@code LogicalType}. */
    private static final int STRING = 1;

    private static final int LOGICAL_LIST = 3;
    private static final int TIMESTAMP = 8;
    private static final int INTEGER = 10;

    /**
     * A column of a file.
     *
     * @param type empty if no table has columns of such a type
     */
    record FileColumn(String name, Optional<ColumnType> type) {}

    /** Reads what may go on behind the schema, or end there. */
    static FooterSchema read(ByteBuffer footer) throws IOException {
        FooterReader reader = new FooterReader(footer);
        if (!reader.find(SCHEMA, FooterReader.LIST)) {
            throw new IOException("its footer has no schema");
        }
        // What follows it is not looked at: it is most of a footer.
        List<Node> nodes = new ArrayList<>();
        for (int left = reader.structs(); left > 0; left--) {
            nodes.add(Node.read(reader));
        }
        if (nodes.isEmpty()) {
            throw new IOException("its schema is empty");
        }
        return new FooterSchema(nodes.getFirst().name, columns(nodes));
    }

    private static List<FileColumn> columns(List<Node> nodes) throws IOException {
        List<FileColumn> columns = new ArrayList<>();
        // Behind the root.
        for (int i = 1; i < nodes.size(); i = behind(nodes, i)) {
            columns.add(new FileColumn(nodes.get(i).name, nodes.get(i).type()));
        }
        return columns;
    }

    private static int behind(List<Node> nodes, int index) throws IOException {
        int next = index + 1;
        for (long open = nodes.get(index).children; open > 0; open--) {
            if (next == nodes.size()) {
                throw new IOException("its schema ends too early");
            }
            open += nodes.get(next++).children;
        }
        return next;
    }

    private static final class Node {
        private String name = "";
        private int physical = NONE;
        private int children;
        private int converted = NONE;
        private int logical = NONE;

        static Node read(FooterReader reader) throws IOException {
            Node node = new Node();
            reader.struct(field -> node.read(reader, field));
            if (node.children < 0) {
                throw new IOException("a group has fewer than no columns");
            }
            return node;
        }

        private void read(FooterReader reader, FooterReader.Field field) throws IOException {
            boolean number = field.type() == FooterReader.I32;
            if (field.id() == NodeField.PHYSICAL && number) {
                physical = reader.integer();
            } else if (field.id() == NodeField.NAME && field.type() == FooterReader.BINARY) {
                name = reader.text();
            } else if (field.id() == NodeField.CHILDREN && number) {
                children = reader.integer();
            } else if (field.id() == NodeField.CONVERTED && number) {
                converted = reader.integer();
            } else if (field.id() == NodeField.LOGICAL && field.type() == FooterReader.STRUCT) {
                reader.struct(kind -> {
                    logical = kind.id();
                    reader.skip(kind);
                });
            } else {
                reader.skip(field);
            }
        }

        Optional<ColumnType> type() {
            if (children > 0) {
                return converted == CONVERTED_LIST || logical == LOGICAL_LIST
                        ? Optional.of(ColumnType.TEXTS)
                        : Optional.empty();
            }
            boolean plain = logical == NONE || logical == INTEGER;
            return Optional.ofNullable(
                    switch (physical) {
                        case BOOLEAN -> ColumnType.FLAG;
                        case INT32 -> plain ? ColumnType.INTEGER : null;
                        case INT64 -> isTime() ? ColumnType.TIME : plain ? ColumnType.BIGINT : null;
                        // What engines wrote before Parquet had timestamps; nothing else is written so.
                        case INT96 -> ColumnType.TIME;
                        case DOUBLE -> ColumnType.DOUBLE;
                        case BYTE_ARRAY -> converted == UTF8 || logical == STRING ? ColumnType.TEXT : null;
                        default -> null;
                    });
        }

        private boolean isTime() {
            return logical == TIMESTAMP || converted == TIMESTAMP_MICROS || converted == TIMESTAMP_MILLIS;
        }
    }
}
