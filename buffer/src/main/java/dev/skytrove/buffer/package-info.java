/**
 * The buffer between ingestor and flush: Redis Streams that lose nothing and hold nothing twice.
 *
 * <p>One batch of events is one Redis transaction, which carries the events, the keys that recognise their duplicates
 * and the cursor that they move. So the state in Redis is consistent whatever dies at whatever moment, and whoever
 * starts again begins with what Redis says (I1, I2). Every failure leaves this package as a {@link
 * dev.skytrove.buffer.BufferException}; none is retried inside it, because a command sent twice is an event stored
 * twice. {@code docs/formats.md} describes the keys for people.
 */
package dev.skytrove.buffer;
