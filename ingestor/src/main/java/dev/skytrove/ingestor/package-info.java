/**
 * The ingestor: Jetstream to Redis, one long-running process.
 */
package dev.skytrove.ingestor;
