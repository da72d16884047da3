package dev.skytrove.testing.lake;

import java.time.Instant;

/** A row of {@code deletes} of a post. */
public record SampleDelete(String did, String rkey, String rev, Instant indexedAt) {}
