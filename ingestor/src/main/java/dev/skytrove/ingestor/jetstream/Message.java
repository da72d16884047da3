package dev.skytrove.ingestor.jetstream;

import dev.skytrove.lake.ByteSlice;

/**
 * What a server sent in one websocket message, whatever fragments it came in.
 *
 * @param payload its bytes, not changed by anybody any more
 * @param binary whether it was declared binary, as compressed messages are, and not text
 */
public record Message(ByteSlice payload, boolean binary) {}
