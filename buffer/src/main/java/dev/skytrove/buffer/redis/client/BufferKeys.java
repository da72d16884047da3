package dev.skytrove.buffer.redis.client;

import dev.skytrove.buffer.Queue;
import dev.skytrove.buffer.block.BlockReader;

/** Every key of Redis and every field that skytrove uses. They are a public format: operators read them. */
public final class BufferKeys {
    /** Hash: cursor, counts, what is flushed, and the plan of the batch that is being flushed. */
    public static final String METADATA = "firehose:metadata";
    /** Stream: the fingerprints of the latest events, an entry for each batch. */
    public static final String RECENT = "firehose:recent";
    /** Stream, capped: frames and entries that nothing could be made of. */
    public static final String MALFORMED = "firehose:malformed";
    /** Stream of what connections read: an entry for each batch, trimmed by flushes. */
    public static final String COVERAGE = "firehose:coverage";
    /** String with an expiry: the token of the flush that is running. */
    public static final String FLUSH_LEASE = "firehose:flush:lease";
    /** String with an expiry: the number of the Redis client that appends, and who that is. */
    public static final String APPENDER_LEASE = "firehose:ingestor:lease";

    /** Of an entry of a queue: a block of events, which {@link BlockReader} unpacks. */
    public static final String FIELD_BLOCK = "b";
    /** Of an entry of {@link #RECENT}: fingerprints, 8 bytes each, little-endian. */
    public static final String FIELD_FINGERPRINTS = "h";
    /** Of an entry of {@link #MALFORMED}: why. */
    public static final String FIELD_REASON = "reason";
    /** Of an entry of {@link #MALFORMED}: when it was received, ISO 8601 in UTC. */
    public static final String FIELD_AT = "at";
    /** Of an entry of {@link #MALFORMED}: how long it was, in bytes. */
    public static final String FIELD_LENGTH = "length";
    /** Of an entry of {@link #MALFORMED}: the bytes themselves, at most the configured number of them. */
    public static final String FIELD_RAW = "raw";
    /** Of an entry of {@link #MALFORMED} that has more than those: all bytes, as one zstd frame. */
    public static final String FIELD_WHOLE = "zstd";
    /** Of an entry of {@link #MALFORMED} that a flush put there: queue, ID of the block, and place in it. */
    public static final String FIELD_ENTRY = "entry";

    /** Of {@link #METADATA}: the {@code time_us} up to which every source that delivered was appended. */
    public static final String CURSOR = "cursor";
    /** Of {@link #METADATA}: the host that delivered the event of {@link #CURSOR}. */
    public static final String SOURCE = "source";
    /** Of {@link #METADATA}: what the fields of {@link #sourceCursor} begin with. */
    public static final String SOURCE_CURSOR = "cursor.";
    /** Of {@link #METADATA}: what the fields of {@link #sourceSequence} begin with. */
    public static final String SOURCE_SEQUENCE = "seq.";
    /** Of {@link #METADATA}: what the fields of {@link #sourceLead} begin with. */
    public static final String SOURCE_LEAD = "lead.";
    /** Of {@link #METADATA}: 1 once an ingestor began here; missing in a Redis that was emptied while one was connected. */
    public static final String OPENED = "opened";
    /** Of {@link #METADATA}: the secret that fingerprints are made with, 32 hexadecimal digits. */
    public static final String FINGERPRINT_KEY = "fingerprint.key";
    /** Of {@link #METADATA}: events appended since this Redis is in use. */
    public static final String COUNT_INGESTED = "count.ingested";
    /** Of {@link #METADATA}: events dropped because they were there already. */
    public static final String COUNT_DUPLICATES = "count.duplicates";
    /** Of {@link #METADATA}: frames that went to {@link #MALFORMED}. */
    public static final String COUNT_MALFORMED = "count.malformed";

    /** Of {@link #METADATA}: how many entries {@link #MALFORMED} may have, as the ingestor is configured. */
    public static final String MALFORMED_MOST = "malformed.most";
    /** Of {@link #METADATA}: how many bytes {@link #MALFORMED} may have, as the ingestor is configured. */
    public static final String MALFORMED_SPACE = "malformed.space";
    /** Of {@link #METADATA}: about how many bytes {@link #MALFORMED} has, which is what it may not exceed. */
    public static final String MALFORMED_BYTES = "malformed.bytes";

    /** Of {@link #METADATA}: events that a flush found to be no events, and moved to {@link #MALFORMED}. */
    public static final String COUNT_REJECTED = "count.rejected";

    /** Of {@link #METADATA}: the number of the latest batch planned. */
    public static final String BATCH_SEQUENCE = "batch.sequence";
    /** Of {@link #METADATA}: what all fields of the plan begin with. */
    public static final String PLAN = "plan.";
    /** Of {@link #METADATA}: the form of the plan's fields; there is a plan exactly while it is there. */
    public static final String PLAN_VERSION = PLAN + "version";
    /** Of {@link #METADATA}: the batch that the plan is for. */
    public static final String PLAN_BATCH = PLAN + "batch";
    /** Of {@link #METADATA}: when it was planned, seconds since 1970, greater than that of any earlier plan. */
    public static final String PLAN_PLANNED_AT = PLAN + "planned_at";
    /** Of {@link #METADATA}: 1 if the plan covered every entry that was there when it was made, else 0. */
    public static final String PLAN_COMPLETE = PLAN + "complete";
    /** Of {@link #METADATA}: the cursor behind which the bucket holds everything once the plan is carried out. */
    public static final String PLAN_CURSOR = PLAN + "cursor";
    /** Of {@link #METADATA}: the host of {@link #PLAN_CURSOR}. */
    public static final String PLAN_SOURCE = PLAN + "source";
    /** Of {@link #METADATA}: how often the plan was begun to be carried out. */
    public static final String PLAN_ATTEMPTS = PLAN + "attempts";
    /** Of {@link #METADATA}: the queue of which files were being made last. */
    public static final String PLAN_TABLE = PLAN + "table";
    /** Of {@link #METADATA}: there once the events of the plan are tried one by one. */
    public static final String PLAN_ISOLATED = PLAN + "isolated";

    /** Of {@link #METADATA}: what all fields about the part of a queue begin with in which plans failed. */
    public static final String SUSPECT = "suspect.";
    /** Of {@link #METADATA}: that queue. */
    public static final String SUSPECT_TABLE = SUSPECT + "table";
    /** Of {@link #METADATA}: the ID of the last entry of that part, which begins where the queue does. */
    public static final String SUSPECT_LAST = SUSPECT + "last";
    /** Of {@link #METADATA}: the ID of the last entry that the next plan may have of it. */
    public static final String SUSPECT_NEXT = SUSPECT + "next";
    /** Of {@link #METADATA}: there if the next plan must have nothing else. */
    public static final String SUSPECT_ALONE = SUSPECT + "alone";

    /**
     * Of {@link #METADATA}: what the fields about plans that were given up begin with, before their batches: when each was
     * planned, as {@link #PLAN_PLANNED_AT}.
     */
    public static final String GIVEN_UP = "given_up.";

    /** Of {@link #METADATA}: events that a flush could not make rows of in any attempt, and put aside in the bucket. */
    public static final String COUNT_PUT_ASIDE = "count.put_aside";

    /** Of {@link #METADATA}: what all fields about flushed entries begin with. */
    public static final String FLUSHED = "flushed.";
    /** Of {@link #METADATA}: {@link #PLAN_PLANNED_AT} of the latest batch that is flushed. */
    public static final String FLUSHED_PLANNED_AT = FLUSHED + "planned_at";
    /** Of {@link #METADATA}: {@link #PLAN_CURSOR} of the latest batch that is flushed. */
    public static final String FLUSHED_CURSOR = FLUSHED + "cursor";
    /** Of {@link #METADATA}: the host of {@link #FLUSHED_CURSOR}. */
    public static final String FLUSHED_SOURCE = FLUSHED + "source";

    /** Of {@link #METADATA}: the ID of the last entry of {@link #COVERAGE} that the plan covers, if it covers any. */
    public static final String PLAN_COVERAGE_LAST = PLAN + "coverage.last";

    private BufferKeys() {}

    /** A queue's stream, for example {@code firehose:posts:queue}. */
    public static String queue(Queue queue) {
        return "firehose:" + queue.label() + ":queue";
    }

    /**
     * Of {@link #METADATA}: the highest {@code time_us} of all events, new or not, that a source delivered, as far as our
     * clock believes it.
     */
    public static String sourceCursor(String source) {
        return SOURCE_CURSOR + source;
    }

    /** Of {@link #METADATA}: the sequence number of the latest event that a source delivered, if it numbers them. */
    public static String sourceSequence(String source) {
        return SOURCE_SEQUENCE + source;
    }

    /** Of {@link #METADATA}: how far a source's clock was ahead of ours at most, in microseconds, if it was. */
    public static String sourceLead(String source) {
        return SOURCE_LEAD + source;
    }

    /** Of {@link #METADATA}: the ID of the first entry of a queue that the plan covers. */
    public static String planFirst(Queue queue) {
        return PLAN + queue.label() + ".first";
    }

    /** Of {@link #METADATA}: the ID of the last entry of a queue that the plan covers. */
    public static String planLast(Queue queue) {
        return PLAN + queue.label() + ".last";
    }

    /** Of {@link #METADATA}: how many events the plan covers of a queue. */
    public static String planEvents(Queue queue) {
        return PLAN + queue.label() + ".events";
    }

    /** Of {@link #METADATA}: how many events were ever appended to a queue. */
    public static String appendedCount(Queue queue) {
        return "count." + queue.label();
    }

    /** Of {@link #METADATA}: how many bytes the events ever appended to a queue make when unpacked. */
    public static String appendedSize(Queue queue) {
        return "size." + queue.label();
    }

    /** Of {@link #METADATA}: how many bytes the events make that left a queue by being flushed. */
    public static String flushedSize(Queue queue) {
        return FLUSHED + queue.label() + ".size";
    }

    /** Of {@link #METADATA}: the ID of the last entry of a queue that is in the bucket. */
    public static String flushed(Queue queue) {
        return FLUSHED + queue.label();
    }

    /** Of {@link #METADATA}: how many entries left a queue by being flushed. */
    public static String flushedCount(Queue queue) {
        return FLUSHED + queue.label() + ".count";
    }

    /** Of {@link #METADATA}: how many events left a queue by being flushed. */
    public static String flushedEvents(Queue queue) {
        return FLUSHED + queue.label() + ".events";
    }
}
