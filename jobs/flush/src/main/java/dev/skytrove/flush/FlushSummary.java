package dev.skytrove.flush;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Map;

/**
 * What a run of the flush did: the last line of its standard output.
 *
 * @param batches batches carried out
 * @param tables rows written, by table; every table that has a queue is there
 * @param files files of the lake written
 * @param bytes their size
 * @param malformed events of which no row could be made
 * @param putAside events that made every attempt fail, and are in the bucket's folder {@code rejected}
 * @param elapsedMs how long all of it took, in milliseconds
 */
@Serdeable
record FlushSummary(
        int batches,
        Map<String, Long> tables,
        int files,
        long bytes,
        long malformed,
        @JsonProperty("put_aside") long putAside,
        @JsonProperty("elapsed_ms") long elapsedMs) {}
