package dev.skytrove.buffer;

import dev.skytrove.lake.Table;

/** Every key of Redis and every field that skytrove uses. They are a public format: operators read them. */
public final class BufferKeys {
    /** Hash: cursor, counts, what is flushed, and the plan of the batch that is being flushed. */
    public static final String METADATA = "firehose:metadata";
    /** Stream: the fingerprints of the latest events, an entry for each batch. */
    public static final String RECENT = "firehose:recent";
    /** Stream, capped: frames and entries that nothing could be made of. */
    public static final String MALFORMED = "firehose:malformed";
    /** String with an expiry: the token of the flush that is running. */
    public static final String FLUSH_LEASE = "firehose:flush:lease";

    /** Of an entry of a queue: the event's JSON exactly as it was delivered. */
    public static final String FIELD_EVENT = "e";
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

    /** Of {@link #METADATA}: the highest {@code time_us} of all events appended. */
    public static final String CURSOR = "cursor";
    /** Of {@link #METADATA}: the host that delivered the event of {@link #CURSOR}. */
    public static final String SOURCE = "source";
    /** Of {@link #METADATA}: events appended since this Redis is in use. */
    public static final String COUNT_INGESTED = "count.ingested";
    /** Of {@link #METADATA}: events dropped because they were there already. */
    public static final String COUNT_DUPLICATES = "count.duplicates";
    /** Of {@link #METADATA}: frames that went to {@link #MALFORMED}. */
    public static final String COUNT_MALFORMED = "count.malformed";

    private BufferKeys() {}

    /** The stream that feeds a table, for example {@code firehose:posts:queue}. */
    public static String queue(Table table) {
        return "firehose:" + table.label() + ":queue";
    }
}
