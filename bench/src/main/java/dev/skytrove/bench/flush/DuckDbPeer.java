package dev.skytrove.bench.flush;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/**
 * The peer: DuckDB reads lines of JSON, whose types it finds out by itself, and writes them as Parquet, a file for each
 * collection. It looks for no duplicates, and may do its work twice without harm to anybody.
 *
 * @param elapsed how long it took
 * @param cpuSeconds processor time
 * @param bytes size of what it wrote
 */
record DuckDbPeer(Duration elapsed, double cpuSeconds, long bytes) {
    /** Reads files of lines with as many threads as there are processors. */
    static DuckDbPeer run(List<Path> files) throws IOException {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long begun = System.nanoTime();
        long bytes = 0;
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                Statement statement = connection.createStatement()) {
            for (Path file : files) {
                Path copy = file.resolveSibling(file.getFileName() + ".parquet");
                statement.execute("""
                        COPY (SELECT * FROM read_json('%s', format = 'newline_delimited', ignore_errors = true,
                            maximum_object_size = 16777216)) TO '%s' (FORMAT parquet, COMPRESSION zstd)
                        """.formatted(file, copy));
                bytes += Files.size(copy);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB cannot do it: " + e.getMessage(), e);
        }
        return new DuckDbPeer(
                Duration.ofNanos(System.nanoTime() - begun), (system.getProcessCpuTime() - cpu) / 1e9, bytes);
    }
}
