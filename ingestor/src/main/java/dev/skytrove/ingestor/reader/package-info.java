/** Reads sources: which server, from where on, for how long, and what comes after. */
package dev.skytrove.ingestor.reader;
