package dev.skytrove.bench.search;

/**
 * What a question took at a place.
 *
 * @param coldMs with an empty cache, in a process that has answered nothing yet
 * @param newMs in such a process with the cache of the one before; not a number if that was not measured
 * @param warmMs in a process that has answered it before, and has since done what it does in the background: the median of some
 * @param manyMs sixteen of them at once, all together
 * @param coldRequests requests to the bucket with the empty cache
 * @param requests requests to the bucket with that cache
 * @param bytes what came from the bucket with the empty cache
 * @param peakMib the most memory that a process had
 */
record Measured(
        double coldMs,
        double newMs,
        double warmMs,
        double manyMs,
        long coldRequests,
        long requests,
        long bytes,
        double peakMib) {}
