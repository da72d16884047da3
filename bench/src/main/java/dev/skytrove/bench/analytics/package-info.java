/** What questions over all events cost in a lake, beside the same questions over the lines that the events came as. */
package dev.skytrove.bench.analytics;
