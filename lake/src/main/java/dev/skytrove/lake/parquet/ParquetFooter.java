package dev.skytrove.lake.parquet;

import dev.skytrove.lake.Table;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/** What the footer of a file of a table tells Parquet's own classes. */
final class ParquetFooter {
    private ParquetFooter() {}

    /**
     * Reads it.
     *
     * @throws IOException if the file is no Parquet file, or not one of the table
     */
    static ParquetMetadata read(Table table, Path file) throws IOException {
        Optional<String> fault = FileColumns.fault(file, table);
        if (fault.isPresent()) {
            throw new IOException(fault.get());
        }
        try (Footer footer = Footer.open(file)) {
            if (!footer.isUsual()) {
                throw new IOException("its footer is larger than any of ours");
            }
            byte[] bytes = footer.all().array();
            return new ParquetMetadataConverter()
                    .fromParquetMetadata(Util.readFileMetaData(new ByteArrayInputStream(bytes)));
        }
    }
}
