package dev.skytrove.lake.event;

import dev.skytrove.lake.ByteSlice;
import dev.skytrove.lake.Table;

/**
 * What routing and duplicate suppression need to know of an event; the rest of it is checked to be that of an event and
 * otherwise left alone.
 *
 * <p>Fields may come in any order and unknown ones are ignored. Where an object names a field twice, the last one
 * counts.
 *
 * @param table the table that the event belongs to: {@link Table#DELETES} for a delete of any collection, {@link
 *     Table#ACCOUNTS} for kinds identity and account, {@link Table#OVERSIZED} for all else that is larger than {@link
 *     #LARGEST}, that of its collection, and {@link Table#OTHERS} for what has none, including kinds and operations
 *     that are not known
 * @param timeUs {@code time_us}: when the network saw it, as the server says, in microseconds since 1970; it may be
 *     absurd, see {@link EventTime}
 * @param operation a commit's operation; empty for other kinds
 * @param fingerprint a hash of the duplicate key under a {@link FingerprintKey}, the same in every process and version.
 *     The duplicate key is (did, collection, rkey, rev, operation) of a commit, (did, kind, seq) of an identity, account
 *     or sync event, and all bytes of an event of unknown kind or without a {@code seq}. Among n remembered fingerprints, a
 *     new event is taken for a duplicate with probability n / 2^64, whatever events strangers choose, as long as they do not know the key: with
 *     two hours at 600 events/s remembered, 2.4e-13 an event, or one event lost in some 220 years
 */
public record EventHeader(Table table, long timeUs, String operation, long fingerprint) {
    /**
     * The size in bytes up to which an event has a row in the table of its kind. The network's rules let a record be some
     * KB; what is far beyond them is kept whole in a table of its own, so that no row of the others is larger. A part of
     * the lake's format, and no setting, so that all processes agree on it.
     */
    public static final int LARGEST = 64 << 10;

    /**
     * The size in bytes up to which an identity or account event is kept in its own table alone. A larger one is kept
     * whole beside it, because its row has no handle or status that no handle or status can be.
     */
    public static final int LARGEST_OF_ACCOUNT = 2 << 10;

    /**
     * Reads an event's header, with a fingerprint under {@link FingerprintKey#NONE}; a {@link HeaderParser} reads many
     * of them with less garbage, and under another key.
     *
     * @param json the frame as received; not modified, not kept
     * @throws MalformedEventException if it is no event; nothing else is thrown for any content
     */
    public static EventHeader parse(ByteSlice json) throws MalformedEventException {
        return new HeaderParser(FingerprintKey.NONE).parse(json);
    }

    /** Whether an event of this table and size is kept in {@link Table#OVERSIZED}, there alone or as well. */
    public static boolean isOversized(Table table, int size) {
        return switch (table) {
            case DELETES -> false;
            case ACCOUNTS -> size > LARGEST_OF_ACCOUNT;
            default -> size > LARGEST;
        };
    }
}
