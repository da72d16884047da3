package dev.skytrove.flush;

import dev.skytrove.buffer.BatchPlan;
import dev.skytrove.buffer.RedisLease;
import dev.skytrove.buffer.ResumePoint;
import dev.skytrove.lake.CrashInjector;
import dev.skytrove.lake.CrashPoint;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.storage.ObjectStore;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What a flush puts into the bucket, under which names; each only while the lease is known to be held. */
final class Bucket {
    private static final DateTimeFormatter FEED_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final ObjectStore store;
    private final ObjectMapper json;
    private final CrashInjector crashes;
    private final RedisLease lease;
    private final Tally tally;

    Bucket(ObjectStore store, ObjectMapper json, CrashInjector crashes, RedisLease lease, Tally tally) {
        this.store = store;
        this.json = json;
        this.crashes = crashes;
        this.lease = lease;
        this.tally = tally;
    }

    /** Puts a file of the lake. */
    void put(LakeFile name, Path file, long rows) throws IOException {
        lease.check();
        store.put(name.name(), file);
        crashes.reached(CrashPoint.FLUSH_FIRST_FILE_PUT);
        tally.file(name.table(), rows, Files.size(file));
    }

    /** Puts the feed of a batch, if it has any post; the file that always has the newest one comes last. */
    void put(Feed feed, BatchPlan plan) {
        if (!feed.isEmpty()) {
            byte[] content = feed.content();
            lease.check();
            store.put("feeds/latest/" + FEED_TIME.format(plan.plannedAt()) + ".jsonl", content);
            store.put("feeds/latest/latest.jsonl", content);
        }
    }

    /** Puts where ingestion goes on if Redis loses everything. What is there stays if this batch does not tell. */
    void putState(BatchPlan plan) throws IOException {
        if (plan.resumePoint().isPresent()) {
            ResumePoint point = plan.resumePoint().get();
            FlushState state = new FlushState(
                    FlushState.VERSION, plan.batch(), point.cursor(), point.source(), plan.plannedAt().toString());
            lease.check();
            store.put(FlushState.NAME, json.writeValueAsBytes(state));
        }
    }
}
