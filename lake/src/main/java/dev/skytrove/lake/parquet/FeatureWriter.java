package dev.skytrove.lake.parquet;

import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.schema.FeatureName;
import dev.skytrove.lake.schema.TableSchemas;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/** Writes a file of features, as {@link TableWriter} writes those of other tables. */
public final class FeatureWriter implements Closeable {
    private final TableWriter writer;
    private final Schema schema;
    private final List<String> names;

    private FeatureWriter(TableWriter writer, Schema schema, List<String> names) {
        this.writer = writer;
        this.schema = schema;
        this.names = names;
    }

    /**
     * Starts a file, replacing what has its name.
     *
     * @param name of the object that it will be
     * @param names of the features, each once
     * @throws IllegalArgumentException if a feature may not have such a name
     * @throws IOException if it cannot be created
     */
    public static FeatureWriter open(LakeFile name, List<String> names, Path file) throws IOException {
        names.stream().filter(feature -> !FeatureName.isOne(feature)).findFirst().ifPresent(feature -> {
            throw new IllegalArgumentException("no name of a feature: '" + feature + "'");
        });
        Schema schema = TableSchemas.ofFeatures(names);
        return new FeatureWriter(TableWriter.open(name, schema, file), schema, List.copyOf(names));
    }

    /**
     * Appends a row.
     *
     * @param sortAt in microseconds since 1970
     * @param values of the features, in the order of their names; null where there is none
     */
    public void write(String uri, String authorDid, long sortAt, List<Double> values) throws IOException {
        GenericData.Record row = new GenericData.Record(schema);
        row.put("uri", uri);
        row.put("author_did", authorDid);
        row.put("sort_at", sortAt);
        for (int i = 0; i < names.size(); i++) {
            row.put(names.get(i), values.get(i));
        }
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
