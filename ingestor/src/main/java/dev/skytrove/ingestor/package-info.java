/**
 * The ingestor: Jetstream to the buffer, one long-running process.
 */
package dev.skytrove.ingestor;
