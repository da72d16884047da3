/** What holds between two failures of Redis: one sink, how far each source has come, and how full Redis is. */
package dev.skytrove.ingestor.session;
