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
 * @param table the table that the event belongs to: that of its collection, {@link Table#DELETES} for a delete of any
 *     collection, {@link Table#ACCOUNTS} for kinds identity and account, {@link Table#OTHERS} for all else, including
 *     kinds and operations that are not known
 * @param timeUs {@code time_us}: when the network saw it, as the server says, in microseconds since 1970; it may be
 *     absurd, see {@link EventTime}
 * @param operation a commit's operation; empty for other kinds
 * @param fingerprint a hash of the duplicate key under a {@link FingerprintKey}, the same in every process and version.
 *     The duplicate key is (did, collection, rkey, rev, operation) of a commit, (did, kind, seq) of an identity, account
 *     or sync event, and all bytes of an event of unknown kind. Among n remembered fingerprints, a new event is taken for
 *     a duplicate with probability n / 2^64, whatever events strangers choose, as long as they do not know the key: with
 *     two hours at 600 events/s remembered, 2.4e-13 an event, or one event lost in some 220 years
 */
public record EventHeader(Table table, long timeUs, String operation, long fingerprint) {
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
}
