package dev.skytrove.lake.parquet;

import dev.skytrove.lake.Table;
import dev.skytrove.lake.schema.Column;
import dev.skytrove.lake.schema.ColumnType;
import dev.skytrove.lake.schema.TableSchemas;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which columns a Parquet file has. An engine that reads files of different columns together takes what one lacks for
 * null: a file of another table among those of {@code deletes} would delete nothing, and nobody would notice.
 */
public final class FileColumns {
    private final String schema;
    private final Map<String, Optional<ColumnType>> types = new HashMap<>();

    private FileColumns(FooterSchema schema) {
        this.schema = schema.name();
        schema.columns().forEach(column -> types.put(column.name(), column.type()));
    }

    /**
     * What keeps a file from being one of a table, in words: its footer or its indexes have changed since it was written,
     * or columns that it must have are missing or of another type. Further columns, and missing ones that were added later,
     * are no fault (I7).
     *
     * @return empty if nothing does
     * @throws IOException if its columns cannot be read
     */
    public static Optional<String> fault(Path file, Table table) throws IOException {
        return fault(FileChannel.open(file, StandardOpenOption.READ), table);
    }

    /** The same of an open file, which is then closed. */
    public static Optional<String> fault(FileChannel file, Table table) throws IOException {
        try (Footer footer = Footer.open(file)) {
            ByteBuffer bytes = footer.all();
            if (footer.isUsual() && FooterSum.isWrong(bytes)) {
                return Optional.of("its footer has changed since it was written");
            }
            if (footer.isUsual() && PageIndexSum.isWrong(footer, bytes)) {
                return Optional.of("its page indexes or Bloom filters have changed since they were written");
            }
            return new FileColumns(FooterSchema.read(bytes)).fault(table);
        }
    }

    /** Tables may have the same columns: where we wrote the file, the schema's name tells which it is. */
    private Optional<String> fault(Table table) {
        Optional<String> fault = schema.startsWith(TableSchemas.NAMESPACE + ".") && !schema.equals(TableSchemas.name(table))
                ? Optional.of("its schema is " + schema)
                : fault(TableSchemas.columns(table));
        return fault.map(what -> "it is no file of " + table.label() + ": " + what);
    }

    private Optional<String> fault(List<Column> expected) {
        return expected.stream()
                .filter(column -> !isFit(column))
                .map(column -> (types.containsKey(column.name()) ? "wrong type of column " : "it lacks the column ")
                        + column.name())
                .findFirst();
    }

    private boolean isFit(Column column) {
        if (!types.containsKey(column.name())) {
            return column.added();
        }
        Optional<ColumnType> type = types.get(column.name());
        return type.equals(Optional.of(column.type()))
                || (column.type() == ColumnType.BIGINT && type.equals(Optional.of(ColumnType.INTEGER)));
    }
}
