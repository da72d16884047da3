package dev.skytrove.ingestor.jetstream;

/**
 * What a server sent in one websocket message, whatever fragments it came in.
 *
 * @param payload its bytes, not changed by anybody any more
 * @param binary whether it was declared binary, as compressed messages are, and not text
 */
@SuppressWarnings("ArrayRecordComponent") // carried from socket to Redis, never compared
public record Message(byte[] payload, boolean binary) {}
