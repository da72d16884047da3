/**
 * A client of Jetstream, of both its wires: websocket subscriptions, their messages handed over as they came and read
 * on demand.
 *
 * <p>It knows nothing of the buffer, of retries or of what is in an event. What it reads ahead is bounded by whoever listens:
 * a paused connection reads nothing more, and Jetstream keeps the events. Every way in which a connection can end is a
 * {@link dev.skytrove.ingestor.jetstream.ConnectionEnd}; none is an exception. Whatever the wire and the compression, an
 * event leaves this package in the JSON form of the first wire.
 */
package dev.skytrove.ingestor.jetstream;
