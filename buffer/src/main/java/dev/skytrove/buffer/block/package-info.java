/** Blocks: events packed together, the entries of the queues. */
package dev.skytrove.buffer.block;
