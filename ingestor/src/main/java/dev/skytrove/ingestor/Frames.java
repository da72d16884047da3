package dev.skytrove.ingestor;

import java.util.List;

/**
 * What one read of a connection brought.
 *
 * @param messages the messages, in order of arrival
 * @param bytes the sum of their lengths
 */
record Frames(List<byte[]> messages, long bytes) {}
