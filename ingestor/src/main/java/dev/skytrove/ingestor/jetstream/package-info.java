/**
 * A client of Jetstream's v1 wire: one websocket subscription at a time, its frames handed over as they came.
 *
 * <p>It knows nothing of Redis, of retries or of what is in a frame. What it reads ahead is bounded by whoever listens:
 * a paused connection reads nothing more, and Jetstream keeps the events. Every way in which a connection can end is a
 * {@link dev.skytrove.ingestor.jetstream.ConnectionEnd}; none is an exception.
 */
package dev.skytrove.ingestor.jetstream;
