/**
 * The buffer between ingestor and flush, whichever server it is: it loses nothing and holds nothing twice.
 *
 * <p>The ingestor has an {@link dev.skytrove.buffer.EventSink}, a flush a {@link dev.skytrove.buffer.BatchSource} and a
 * lease; between them events wait in a {@link dev.skytrove.buffer.Queue} for each table whose rows they become. What is
 * in the server is consistent whatever dies at whatever moment, and whoever starts again begins with what the server says
 * (I1, I2). Every failure leaves this package as a {@link dev.skytrove.buffer.BufferException}; none is retried inside
 * it, because a command sent twice is an event stored twice.
 */
package dev.skytrove.buffer;
