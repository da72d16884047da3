/**
 * The process {@code flush}: takes what the ingestor has put into the buffer and makes it files of the lake.
 *
 * <p>One batch after the other is planned, written, and only then forgotten by the buffer (I3). Whatever kills a flush, the
 * next one carries out the same plan and so writes the same rows under the same names: readers notice nothing.
 */
package dev.skytrove.flush;
