package dev.skytrove.ingestor;

import dev.skytrove.ingestor.jetstream.Message;
import java.util.List;

/**
 * What one read of a connection brought.
 *
 * @param list the messages, in order of arrival
 * @param bytes the sum of their lengths
 */
record Messages(List<Message> list, long bytes) {}
