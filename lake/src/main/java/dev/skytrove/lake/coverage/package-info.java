/**
 * What was read of each hour, and what may be missing: the objects under {@code coverage/}, which flushes write and anyone
 * may read. Times are {@code time_us} of the network, microseconds since 1970.
 */
package dev.skytrove.lake.coverage;
