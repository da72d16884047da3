package dev.skytrove.lake.merge;

import dev.skytrove.lake.ByteSlice;
import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.parquet.PageSum;
import dev.skytrove.lake.parquet.TableReader;
import dev.skytrove.lake.parquet.TableWriter;
import dev.skytrove.lake.schema.TableSchemas;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;

/** Files of a table as one. */
public final class TableMerge {
    private static final DataSize SORTED_AT_ONCE = DataSize.ofMebibytes(64);

    private TableMerge() {}

    /**
     * Writes the rows of files into one, by {@code sort_at} where the table has it, else by {@code indexed_at}, and reads
     * it back: the rows that were read and those that were written must be the same, by number and checksum.
     *
     * @param name of the object that the new file will be
     * @param left the places of rows to leave out of each file, counted from 0; files without any may be absent
     * @param target replaced if it is there
     * @param scratch a directory for what does not fit into memory
     * @return how many rows it holds
     * @throws dev.skytrove.lake.parquet.UnknownColumnsException if a newer release wrote one of the files
     * @throws IOException if one of the files is damaged, or the new one cannot be written
     * @throws IllegalStateException if the new file does not hold what was read
     */
    public static long write(
            LakeFile name, List<Path> files, Map<Path, BitSet> left, Path target, Path scratch) throws IOException {
        Table table = name.table();
        String order = table == Table.POSTS ? "sort_at" : "indexed_at";
        try (RowSorter sorter = new RowSorter(TableSchemas.of(table), order, scratch, SORTED_AT_ONCE)) {
            for (Path file : files) {
                read(table, file, left.getOrDefault(file, new BitSet()), sorter);
            }
            try (TableWriter writer = TableWriter.openToStay(name, target)) {
                sorter.forEach(writer::write);
            }
            RowSum found = sum(table, target);
            if (!found.isSameAs(sorter.sum())) {
                throw new IllegalStateException("of " + sorter.sum() + " a merge of " + files + " made " + found);
            }
            return found.rows();
        }
    }

    /**
     * Reads all rows of a file, and with them the checksum of every page and of what is around them.
     *
     * @return how many there are
     * @throws IOException if the file is damaged
     */
    public static long check(Table table, Path file) throws IOException {
        requireUnchanged(file);
        return sum(table, file).rows();
    }

    /** How many rows a file says that it has. */
    public static long rows(Table table, Path file) throws IOException {
        try (TableReader reader = TableReader.open(table, file)) {
            return reader.rows();
        }
    }

    private static void read(Table table, Path file, BitSet left, RowSorter sorter) throws IOException {
        requireUnchanged(file);
        try (TableReader reader = TableReader.open(table, file)) {
            int place = 0;
            for (Optional<GenericRecord> row = reader.next(); row.isPresent(); row = reader.next()) {
                if (!left.get(place)) {
                    sorter.add(row.get());
                }
                place++;
            }
        }
    }

    private static void requireUnchanged(Path file) throws IOException {
        if (PageSum.isWrong(file)) {
            throw new IOException(file + " is damaged: " + PageSum.FAULT);
        }
    }

    private static RowSum sum(Table table, Path file) throws IOException {
        RowCodec codec = new RowCodec(TableSchemas.of(table));
        RowSum sum = new RowSum();
        try (TableReader reader = TableReader.open(table, file)) {
            for (Optional<GenericRecord> row = reader.next(); row.isPresent(); row = reader.next()) {
                ByteSlice bytes = codec.encode(row.get());
                sum.add(bytes.array(), bytes.start(), bytes.length());
            }
        }
        return sum;
    }
}
