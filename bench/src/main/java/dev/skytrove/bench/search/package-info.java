/**
 * How long searches take: over a made-up lake of days that are compacted, but for their last hour, on the local disk and
 * in a bucket near and far, beside DuckDB asked the same over all files.
 */
package dev.skytrove.bench.search;
