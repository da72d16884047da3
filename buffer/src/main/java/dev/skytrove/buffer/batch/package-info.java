/** What becomes of a batch whichever server keeps it: its duplicates, how far it reaches, and what is told of it. */
package dev.skytrove.buffer.batch;
