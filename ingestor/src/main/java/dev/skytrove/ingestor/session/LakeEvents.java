package dev.skytrove.ingestor.session;

import dev.skytrove.buffer.EventSink;
import dev.skytrove.ingestor.config.IngestorConfig;
import dev.skytrove.ingestor.health.StateMachine;
import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeListing;
import dev.skytrove.lake.OverlappingFilesException;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.event.EventTables;
import dev.skytrove.lake.parquet.ParquetEnd;
import dev.skytrove.lake.parquet.UnknownColumnsException;
import dev.skytrove.lake.scratch.ScratchDirectory;
import dev.skytrove.lake.storage.ObjectNotFoundException;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import dev.skytrove.runtime.ProcessEnvironment;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the events recognised that the lake has, where the buffer lost the keys of those that are asked for once more (I2). It reads
 * the files of the hours since then, of all series, one after the other; most hours have files of a few minutes each, of which
 * only the last ones are read.
 */
@Singleton
final class LakeEvents {
    private static final Logger LOG = LoggerFactory.getLogger(LakeEvents.class);
    private static final int PIECE = 4 << 20;

    private final IngestorConfig config;
    private final Map<String, String> environment;
    private final StateMachine states;

    LakeEvents(IngestorConfig config, ProcessEnvironment environment, StateMachine states) {
        this.config = config;
        this.environment = environment.variables();
        this.states = states;
    }

    /**
     * Has the events since a time recognised, at most as many as the window of duplicates holds. A file that cannot be read is
     * left out: its events may be doubled then, but nothing is lost.
     *
     * @param cursor behind which events are to be asked for, {@code time_us}
     * @throws dev.skytrove.lake.storage.StorageException if the bucket cannot be asked
     * @throws dev.skytrove.buffer.BufferException if the sink fails
     */
    void recognise(EventSink sink, long cursor) {
        if (config.storage().isEmpty()) {
            return;
        }
        long start = System.nanoTime();
        Instant since = Instant.EPOCH.plus(cursor, ChronoUnit.MICROS).minus(reach());
        try (ObjectStore store = ObjectStores.open(config.storage(), environment);
                ScratchDirectory scratch =
                        ScratchDirectory.in(Path.of(System.getProperty("java.io.tmpdir")), "skytrove-ingestor-")) {
            Recognition recognition = new Recognition(sink, config.ingestor().duplicateWindow(), states);
            for (Table table : EventTables.ALL) {
                recognise(store, table, since, scratch.path().resolve("file.parquet"), recognition);
            }
            recognition.send();
            LOG.info("{} events that the lake has since {} are recognised, after {} ms",
                    recognition.rows(), since, Duration.ofNanos(System.nanoTime() - start).toMillis());
        }
    }

    /** Events are asked for by the clock of another server, which stamped them otherwise. */
    private Duration reach() {
        IngestorConfig.Settings settings = config.ingestor();
        return settings.rewind().plus(settings.hostChangeRewind().multipliedBy(2)).plus(settings.clockSkew());
    }

    private static void recognise(
            ObjectStore store, Table table, Instant since, Path copy, Recognition recognition) {
        try {
            for (LakeListing.Entry entry : LakeListing.since(store, table, HourKey.of(since)).live()) {
                recognise(store, entry, since, copy, recognition);
            }
        } catch (OverlappingFilesException e) {
            LOG.error("events of {} may be doubled: {}", table.label(), e.getMessage());
        }
    }

    private static void recognise(
            ObjectStore store, LakeListing.Entry entry, Instant since, Path copy, Recognition recognition) {
        String name = entry.file().name();
        try {
            if (!recognition.isFull() && mayHave(store, entry, since)) {
                copy(store, name, entry.size(), copy, recognition);
                recognition.add(entry.file().table(), copy, since);
            }
        } catch (IOException | ObjectNotFoundException | UnknownColumnsException e) {
            LOG.error("its events may be doubled, {} cannot be read: {}", name, e.getMessage());
        }
    }

    private static boolean mayHave(ObjectStore store, LakeListing.Entry entry, Instant since) throws IOException {
        Optional<Instant> last = ParquetEnd.read(store, entry.file().name(), entry.size()).lastIndexedAt();
        return last.isEmpty() || !last.get().isBefore(since);
    }

    private static void copy(ObjectStore store, String name, long size, Path copy, Recognition recognition) throws IOException {
        try (OutputStream target = Files.newOutputStream(copy)) {
            for (long at = 0; at < size; at += PIECE) {
                target.write(store.read(name, at, (int) Math.min(PIECE, size - at)));
                recognition.giveSign();
            }
        }
    }
}
