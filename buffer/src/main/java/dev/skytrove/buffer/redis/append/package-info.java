/** The ingestor's side of Redis: one connection appends, each event once. */
package dev.skytrove.buffer.redis.append;
