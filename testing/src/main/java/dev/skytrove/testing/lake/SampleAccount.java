package dev.skytrove.testing.lake;

import java.time.Instant;

/** A row of {@code accounts}. {@code handle}, {@code active}, {@code status} and {@code eventAt} may be null. */
public record SampleAccount(
        String did,
        String kind,
        String handle,
        Boolean active,
        String status,
        long seq,
        Instant eventAt,
        Instant indexedAt) {
    /** An identity event that tells a handle. */
    public static SampleAccount identity(String did, String handle, long seq, Instant at) {
        return new SampleAccount(did, "identity", handle, null, null, seq, at, at);
    }

    /** An account event: active without a status, else inactive for this reason. */
    public static SampleAccount status(String did, String status, long seq, Instant at) {
        return new SampleAccount(did, "account", null, status == null, status, seq, at, at);
    }
}
