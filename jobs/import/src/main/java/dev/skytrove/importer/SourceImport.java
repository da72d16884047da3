package dev.skytrove.importer;

import dev.skytrove.lake.ByteSlice;
import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.event.EventHeader;
import dev.skytrove.lake.event.EventTime;
import dev.skytrove.lake.event.FingerprintKey;
import dev.skytrove.lake.event.HeaderParser;
import dev.skytrove.lake.event.MalformedEventException;
import dev.skytrove.runtime.JobFailedException;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a source from where an earlier run was, and sorts its events into hours. */
final class SourceImport {
    private static final Logger LOG = LoggerFactory.getLogger(SourceImport.class);

    private final Reading reading;
    private final RawSyncFiles parquet;
    private final Spills spills;
    private final RejectedLines aside;
    private final FlushedUntil flushed;
    private final Tally tally;
    private final Instant now;
    private final AtomicLong bytesRead;
    private final HeaderParser headers = new HeaderParser(FingerprintKey.NONE);

    /** @param bytesRead counts the bytes of all sources, packed as they are */
    SourceImport(
            Reading reading,
            RawSyncFiles parquet,
            Spills spills,
            RejectedLines aside,
            FlushedUntil flushed,
            Tally tally,
            Instant now,
            AtomicLong bytesRead) {
        this.reading = reading;
        this.parquet = parquet;
        this.spills = spills;
        this.aside = aside;
        this.flushed = flushed;
        this.tally = tally;
        this.now = now;
        this.bytesRead = bytesRead;
    }

    /** @throws JobFailedException if it cannot be read; what was read counts */
    void read() throws InterruptedException {
        try (Frames frames = frames()) {
            long line = 0;
            for (Optional<ByteSlice> frame = frames.next(); frame.isPresent(); frame = frames.next()) {
                if (line >= reading.position()) {
                    take(line, frame.get(), frames);
                }
                line++;
            }
            spills.end(reading);
        } catch (RawSyncFiles.NoRecordsException e) {
            LOG.warn("{} has nothing for the lake: {}", reading.source().name(), e.getMessage());
            tally.unmappedFile();
        } catch (IOException e) {
            throw new JobFailedException(reading.source().name() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private Frames frames() throws IOException {
        return reading.source() instanceof FileSource file && file.parquet()
                ? parquet.frames(file, bytesRead)
                : OpenSource.frames(reading.source(), bytesRead);
    }

    private void take(long line, ByteSlice frame, Frames frames) throws IOException, InterruptedException {
        if (frame.length() == 0) {
            spills.pass(reading, line, false);
        } else if (frames.isCut()) {
            reject(line, "too_large", frame);
        } else if (frames.fault().isPresent()) {
            reject(line, frames.fault().get(), frame);
        } else {
            for (String column : frames.unmapped()) {
                tally.unmapped(column);
                aside.add(line, "unmapped_" + column, frames.raw());
            }
            parse(line, frame, frames.isDerived());
        }
    }

    private void parse(long line, ByteSlice frame, boolean derived) throws IOException, InterruptedException {
        EventHeader header;
        try {
            header = headers.parse(frame);
        } catch (MalformedEventException e) {
            reject(line, e.reason().label(), frame);
            return;
        }
        if (EventTime.isAbsurd(header.timeUs(), now)) {
            reject(line, "absurd_time", frame);
            return;
        }
        HourKey hour = HourKey.of(Instant.EPOCH.plus(header.timeUs(), ChronoUnit.MICROS));
        tally.event();
        if (!flushed.covers(hour)) {
            tally.waiting();
            spills.pass(reading, line, true);
            return;
        }
        HourSpill.Id id = new HourSpill.Id(hour, derived);
        // Like the ingestor: what is kept whole beside its row comes first.
        if (header.table() != Table.OVERSIZED && EventHeader.isOversized(header.table(), frame.length())) {
            spills.add(reading, line, id, Table.OVERSIZED, frame);
        }
        spills.add(reading, line, id, header.table(), frame);
    }

    private void reject(long line, String reason, ByteSlice frame) throws IOException {
        tally.malformed();
        aside.add(line, reason, frame);
        spills.pass(reading, line, false);
    }
}
