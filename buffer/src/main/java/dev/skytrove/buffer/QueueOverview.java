package dev.skytrove.buffer;

import java.util.Optional;

/**
 * What a stream holds, without reading all of it.
 *
 * @param key the stream's key
 * @param entries how many entries it has
 * @param events how many events are in them, by the counts that every batch and every flush keep
 * @param oldest the ID of the first entry, empty if there is none
 * @param newest the ID of the last entry, empty if there is none
 */
public record QueueOverview(
        String key, long entries, long events, Optional<StreamId> oldest, Optional<StreamId> newest) {}
