/**
 * The event model: from the JSON that Jetstream sent to what the rest of skytrove works with.
 *
 * <p>{@link dev.skytrove.lake.event.EventHeader} is the quick look that the ingestor takes at every event: where it
 * goes and whether it was seen before. Input that is no event fails with a {@link
 * dev.skytrove.lake.event.MalformedEventException} whose {@link dev.skytrove.lake.event.MalformedReason} is one of a
 * closed set; no bytes whatever make anything else escape (I6).
 */
package dev.skytrove.lake.event;
