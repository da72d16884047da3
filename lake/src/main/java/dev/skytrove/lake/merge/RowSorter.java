package dev.skytrove.lake.merge;

import dev.skytrove.lake.ByteSlice;
import dev.skytrove.lake.DataSize;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/**
 * Sorts rows by a column of times, rows of the same time in the order in which they came. Holds a bounded number of bytes in
 * memory; what exceeds them is sorted part by part on the disk, and merged.
 */
final class RowSorter implements Closeable {
    private final RowCodec codec;
    private final int column;
    private final Path directory;
    private final SortBuffer buffer;
    private final List<SortedRun> runs = new ArrayList<>();
    private final RowSum sum = new RowSum();

    /**
     * @param column the name of a column of the schema that holds times
     * @param directory for the parts; nothing of theirs is left there when this is closed
     * @param memory how many bytes of rows are held
     */
    RowSorter(Schema schema, String column, Path directory, DataSize memory) {
        this.codec = new RowCodec(schema);
        this.column = schema.getField(column).pos();
        this.directory = directory;
        this.buffer = new SortBuffer(Math.toIntExact(memory.bytes()));
    }

    /** Takes the sorted rows. */
    @FunctionalInterface
    interface Consumer {
        void accept(GenericRecord row) throws IOException;
    }

    /** Takes a row. */
    void add(GenericRecord row) throws IOException {
        ByteSlice bytes = codec.encode(row);
        sum.add(bytes.array(), bytes.start(), bytes.length());
        if (!buffer.hasRoom(bytes.length())) {
            runs.add(buffer.spill(directory.resolve("sorted-" + runs.size())));
        }
        buffer.add((Long) row.get(column), bytes);
    }

    /** The checksum of all rows that were added. */
    RowSum sum() {
        return sum;
    }

    /** Passes all rows in order. Once. */
    void forEach(Consumer consumer) throws IOException {
        runs.add(buffer.sorted());
        PriorityQueue<Source> sources = new PriorityQueue<>(Source.ORDER);
        for (int i = 0; i < runs.size(); i++) {
            advance(new Source(runs.get(i), i), sources);
        }
        while (!sources.isEmpty()) {
            Source first = sources.poll();
            ByteSlice row = first.run.row();
            consumer.accept(codec.decode(row.array(), row.start(), row.length()));
            advance(first, sources);
        }
    }

    @Override
    public void close() throws IOException {
        for (SortedRun run : runs) {
            run.close();
        }
    }

    private static void advance(Source source, PriorityQueue<Source> sources) throws IOException {
        if (source.run.next()) {
            sources.add(source);
        }
    }

    /** @param number the run's place: earlier runs have earlier rows */
    private record Source(SortedRun run, int number) {
        private static final Comparator<Source> ORDER =
                Comparator.comparingLong((Source source) -> source.run.key()).thenComparingInt(Source::number);
    }
}
