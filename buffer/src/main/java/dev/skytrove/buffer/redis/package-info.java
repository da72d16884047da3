/**
 * Redis as the buffer.
 *
 * <p>One batch of events is one Redis transaction, which carries the events, the keys that recognise their duplicates and
 * the cursor that they move. {@code docs/formats.md} describes the keys for people.
 */
package dev.skytrove.buffer.redis;
