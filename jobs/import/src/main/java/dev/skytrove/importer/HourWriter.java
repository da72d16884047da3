package dev.skytrove.importer;

import dev.skytrove.jobs.LakeLease;
import dev.skytrove.lake.CrashInjector;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.event.EventRow;
import dev.skytrove.lake.event.EventRows;
import dev.skytrove.lake.event.EventTables;
import dev.skytrove.lake.event.MalformedEventException;
import dev.skytrove.lake.merge.TableMerge;
import dev.skytrove.lake.parquet.TableWriter;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.query.dead.KnownRows;
import dev.skytrove.query.files.LakeChangedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes an hour: of each table the rows that the lake does not have yet, those that hide posts first and posts last (I4).
 * Used by one thread.
 */
final class HourWriter {
    private static final Logger LOG = LoggerFactory.getLogger(HourWriter.class);

    /** How often a lake that is compacted meanwhile is listed again. */
    private static final int ATTEMPTS = 3;

    private final ObjectStore store;
    private final NewFiles files;
    private final KnownRows known;
    private final CrashInjector crashes;
    private final Path directory;
    private final Tally tally;
    private final Instant now;
    private final EventRows rows = new EventRows();
    private long batch;

    /**
     * @param directory for files of a moment
     * @param batch the highest number that any file of an import has
     * @param now when the run began
     */
    HourWriter(
            ObjectStore store,
            LakeLease lease,
            KnownRows known,
            CrashInjector crashes,
            Path directory,
            Tally tally,
            long batch,
            Instant now) {
        this.store = store;
        this.files = new NewFiles(store, lease);
        this.known = known;
        this.crashes = crashes;
        this.directory = directory;
        this.tally = tally;
        this.batch = batch;
        this.now = now;
    }

    /** Writes what waits. */
    void write(HourSpill spill) throws IOException {
        // Never again for other rows, also if this run dies: see the package.
        batch++;
        long added = 0;
        for (Table table : EventTables.ALL) {
            if (spill.tables().containsKey(table)) {
                added += write(table, spill);
            }
        }
        crashes.reached(ImportCrashPoint.IMPORT_FILES_PUT);
        LOG.info("{}: {} of {} events are new", spill.id().hour().start(), added, spill.events());
    }

    private long write(Table table, HourSpill spill) throws IOException {
        Path fresh = directory.resolve("fresh.parquet");
        Path sorted = directory.resolve("sorted.parquet");
        try {
            NearHours near = new NearHours(spill.id().hour());
            long count = write(table, spill, fresh, near);
            BitSet left = left(table, fresh, spill.id().derived(), near);
            tally.known(left.cardinality());
            if (left.cardinality() == count) {
                return 0;
            }
            LakeFile name = LakeFile.imported(table, spill.id().hour(), batch);
            long written = TableMerge.write(name, List.of(fresh), Map.of(fresh, left), sorted, directory);
            put(name, sorted, written);
            return written;
        } finally {
            Files.deleteIfExists(fresh);
            Files.deleteIfExists(sorted);
        }
    }

    private long write(Table table, HourSpill spill, Path file, NearHours near) throws IOException {
        try (TableWriter writer = TableWriter.open(table, file)) {
            spill.tables().get(table).forEach(json -> {
                try {
                    EventRow row = rows.parse(json, table, now);
                    writer.write(row);
                    if (spill.id().derived()) {
                        near.addDerived(row.uri());
                    }
                } catch (MalformedEventException e) {
                    throw new IllegalStateException("an event was good when it was read", e);
                }
            });
            return writer.rows();
        }
    }

    private BitSet left(Table table, Path fresh, boolean derived, NearHours near) {
        for (int attempt = 1; ; attempt++) {
            try {
                return known.find(table, fresh, near.files(store, table), derived);
            } catch (LakeChangedException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                LOG.info("the lake has changed: {}", e.getMessage());
            }
        }
    }

    private void put(LakeFile name, Path file, long written) throws IOException {
        files.put(name, file);
        files.requireListed();
        crashes.reached(ImportCrashPoint.IMPORT_FIRST_FILE_PUT);
        tally.file(name.table(), written, Files.size(file));
    }
}
