package dev.skytrove.query.coverage;

import java.time.Instant;

/**
 * How many events a lake has.
 *
 * @param events rows of all tables but {@code features}
 * @param asOf up to when
 * @param countedHours in how many hours rows were counted; of the others certificates told
 * @param uncountedHours how many hours have files whose rows are not known; theirs are not among the events
 */
public record EventCount(long events, Instant asOf, int countedHours, int uncountedHours) {}
