package dev.skytrove.bench.analytics;

import java.util.List;

/**
 * What an engine answered.
 *
 * @param seconds the least of all runs
 * @param rows in order, their values as text
 */
record Answer(double seconds, List<List<String>> rows) {}
