package dev.skytrove.flush;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.event.EventRow;
import dev.skytrove.lake.parquet.TableWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one pass over a table's rows: one for each hour, and at most {@value #MOST} of them, because each holds
 * a row group in memory. Rows of further hours are left to another pass.
 */
final class HourFiles implements AutoCloseable {
    static final int MOST = 16;

    private static final Logger LOG = LoggerFactory.getLogger(HourFiles.class);

    private final Table table;
    private final long batch;
    private final Path directory;
    private final Set<HourKey> done;
    private final Map<HourKey, TableWriter> writers = new TreeMap<>();
    private boolean complete = true;

    /** @param done the hours of earlier passes; their rows are left out */
    HourFiles(Table table, long batch, Path directory, Set<HourKey> done) {
        this.table = table;
        this.batch = batch;
        this.directory = directory;
        this.done = done;
    }

    void write(EventRow row) throws IOException {
        HourKey hour = row.hour();
        if (done.contains(hour)) {
            return;
        }
        if (!writers.containsKey(hour)) {
            if (writers.size() == MOST) {
                complete = false;
                return;
            }
            writers.put(hour, TableWriter.open(LakeFile.flushed(table, hour, batch), file(hour)));
        }
        writers.get(hour).write(row.record());
    }

    /** Whether all rows were of these hours, or of hours done before. */
    boolean isComplete() {
        return complete;
    }

    /** Completes the files; tells how many rows each has, in the order of the hours. */
    Map<HourKey, Long> finish() throws IOException {
        Map<HourKey, Long> rows = new TreeMap<>();
        for (Map.Entry<HourKey, TableWriter> writer : writers.entrySet()) {
            writer.getValue().close();
            rows.put(writer.getKey(), writer.getValue().rows());
        }
        return rows;
    }

    /** Where the file of an hour lies. */
    Path file(HourKey hour) {
        return directory.resolve(table.label() + "-" + hour.path().replace('/', '-') + ".parquet");
    }

    /** Ends what was not finished: its file is no Parquet file, and whatever stopped it is known already. */
    @Override
    public void close() {
        for (TableWriter writer : writers.values()) {
            try {
                writer.close();
            } catch (IOException | RuntimeException e) {
                LOG.debug("an unfinished file of {} could not be ended", table, e);
            }
        }
    }
}
