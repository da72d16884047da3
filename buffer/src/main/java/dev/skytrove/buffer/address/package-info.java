/** Which server is the buffer: the one place that knows all kinds of them. */
package dev.skytrove.buffer.address;
