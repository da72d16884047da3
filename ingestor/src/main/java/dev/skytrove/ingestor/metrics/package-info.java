/** What the ingestor counts. */
package dev.skytrove.ingestor.metrics;
