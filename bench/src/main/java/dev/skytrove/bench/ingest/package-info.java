/**
 * How fast events get from a websocket into Redis, and what that costs: the ingestor beside a consumer as it is usually
 * written, and beside a client that appends the same bytes and does nothing else.
 */
package dev.skytrove.bench.ingest;
