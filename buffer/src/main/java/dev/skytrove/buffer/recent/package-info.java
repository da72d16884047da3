/** Recognises the events that came lately. */
package dev.skytrove.buffer.recent;
