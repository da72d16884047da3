package dev.skytrove.lake.index;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.parquet.TableWriter;
import dev.skytrove.lake.schema.Column;
import dev.skytrove.lake.schema.TableSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Whether word indexes can be made in this process. */
public final class IndexCheck {
    private IndexCheck() {}

    /**
     * Makes an index of one post in a temporary directory and reads it back.
     *
     * @return what was found, in a few words
     * @throws IllegalStateException if the index does not hold what was written
     */
    public static String index() throws IOException {
        Path directory = Files.createTempDirectory("skytrove-selfcheck-");
        Path posts = directory.resolve("posts.parquet");
        Path index = directory.resolve("index.parquet");
        try (IndexBuilder builder = new IndexBuilder(directory)) {
            write(posts);
            builder.add(LakeFile.flushed(Table.POSTS, HourKey.of(Instant.EPOCH), 1), posts);
            builder.write(index);
            return IndexBuilder.check(index).blocks() + " block";
        } finally {
            Files.deleteIfExists(posts);
            Files.deleteIfExists(index);
            Files.delete(directory);
        }
    }

    private static void write(Path posts) throws IOException {
        GenericRecord row = new GenericData.Record(TableSchemas.of(Table.POSTS));
        TableSchemas.columns(Table.POSTS).forEach(column -> row.put(column.name(), value(column)));
        try (TableWriter writer = TableWriter.open(Table.POSTS, posts)) {
            writer.write(row);
        }
    }

    private static Object value(Column column) {
        return switch (column.type()) {
            case TEXT -> "some words";
            case TEXTS -> List.of();
            case TIME, BIGINT -> 0L;
            case INTEGER -> 0;
            case FLAG -> false;
            case DOUBLE -> 0.0;
        };
    }
}
