package dev.skytrove.lake.index;

import dev.skytrove.lake.Table;
import dev.skytrove.lake.parquet.TableWriter;
import dev.skytrove.lake.schema.TableSchemas;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * Writes a digest of a month: rows with the columns of the table deletes, all of posts. Not for use by several threads at
 * once.
 */
public final class MonthDigestWriter implements Closeable {
    /** Of posts. */
    public static final String COLLECTION = "app.bsky.feed.post";

    private final Schema schema = TableSchemas.of(Table.DELETES);
    private final TableWriter writer;

    private MonthDigestWriter(TableWriter writer) {
        this.writer = writer;
    }

    /**
     * Starts a file, replacing what has its name.
     *
     * @throws IOException if it cannot be created
     */
    public static MonthDigestWriter open(MonthDigestContents contents, Path file) throws IOException {
        return new MonthDigestWriter(TableWriter.openToStay(Table.DELETES, contents.metadata(), file));
    }

    /**
     * Appends a row; rows come in the order of their keys, and authors.
     *
     * @param rev of the deletion or version
     * @param indexedAt when it was seen
     * @throws IOException if the file cannot be written; the writer is then only fit to be closed
     */
    public void write(String author, String rkey, String rev, Instant indexedAt) throws IOException {
        GenericRecord row = new GenericData.Record(schema);
        row.put("uri", "at://" + author + "/" + COLLECTION + "/" + rkey);
        row.put("author_did", author);
        row.put("collection", COLLECTION);
        row.put("rkey", rkey);
        row.put("rev", rev);
        row.put("indexed_at", ChronoUnit.MICROS.between(Instant.EPOCH, indexedAt));
        writer.write(row);
    }

    /** How many rows were written. */
    public long rows() {
        return writer.rows();
    }

    /** Completes the file. */
    @Override
    public void close() throws IOException {
        writer.close();
    }
}
