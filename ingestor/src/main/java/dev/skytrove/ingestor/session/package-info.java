/** What holds between two failures of the buffer: one sink, how far each source has come, and how full the buffer is. */
package dev.skytrove.ingestor.session;
