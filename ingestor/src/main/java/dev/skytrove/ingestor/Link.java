package dev.skytrove.ingestor;

import dev.skytrove.ingestor.jetstream.JetstreamConnection;

/**
 * A connection and what comes out of it.
 *
 * @param source the name that the server's cursors are saved with
 * @param connection the connection, open or about to be
 * @param handOver where it puts what it reads
 */
record Link(String source, JetstreamConnection connection, HandOver handOver) {}
