package dev.skytrove.lake.parquet;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.event.EventRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one pass over a table's rows, on the local disk: one for each hour, and at most {@value #MOST} of them,
 * because each holds a row group in memory. Rows of further hours are left to another pass. The same rows in the same order
 * make the same files. Not for use by several threads at once.
 */
public final class HourFiles implements AutoCloseable {
    /** How many hours a pass writes at most. */
    public static final int MOST = 16;

    private static final Logger log = LoggerFactory.getLogger(HourFiles.class);

    private final Table table;
    private final Function<HourKey, LakeFile> names;
    private final Path directory;
    private final Set<HourKey> done;
    private final Map<HourKey, TableWriter> writers = new TreeMap<>();
    private boolean complete = true;

    /**
     * Writes nothing yet.
     *
     * @param names the name in the lake of the file of an hour
     * @param directory where the files are made
     * @param done the hours of earlier passes; their rows are left out
     */
    public HourFiles(Table table, Function<HourKey, LakeFile> names, Path directory, Set<HourKey> done) {
        this.table = table;
        this.names = names;
        this.directory = directory;
        this.done = done;
    }

    /** Adds a row to the file of its hour, if this pass has that hour. */
    public void write(EventRow row) throws IOException {
        HourKey hour = row.hour();
        if (done.contains(hour)) {
            return;
        }
        if (!writers.containsKey(hour)) {
            if (writers.size() == MOST) {
                complete = false;
                return;
            }
            writers.put(hour, TableWriter.open(name(hour), file(hour)));
        }
        writers.get(hour).write(row.record());
    }

    /** Whether all rows were of these hours, or of hours done before. */
    public boolean isComplete() {
        return complete;
    }

    /** Completes the files; tells how many rows each has, in the order of the hours. */
    public Map<HourKey, Long> finish() throws IOException {
        Map<HourKey, Long> rows = new TreeMap<>();
        for (Map.Entry<HourKey, TableWriter> writer : writers.entrySet()) {
            writer.getValue().close();
            rows.put(writer.getKey(), writer.getValue().rows());
        }
        return rows;
    }

    /** The name in the lake of the file of an hour. */
    public LakeFile name(HourKey hour) {
        return names.apply(hour);
    }

    /** Where the file of an hour lies. */
    public Path file(HourKey hour) {
        return directory.resolve(table.label() + "-" + hour.path().replace('/', '-') + ".parquet");
    }

    /** Ends what was not finished: its file is no Parquet file, and whatever stopped it is known already. */
    @Override
    public void close() {
        for (TableWriter writer : writers.values()) {
            try {
                writer.close();
            } catch (IOException | RuntimeException e) {
                log.debug("an unfinished file of {} could not be ended", table, e);
            }
        }
    }
}
