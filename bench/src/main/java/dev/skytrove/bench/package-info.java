/**
 * Benchmarks of whole processes: {@code java -jar bench/target/bench.jar NAME [options]}, or {@code ./skytrove bench}.
 *
 * <p>A benchmark is a {@link dev.skytrove.bench.Benchmark} in a package of its own and a line in {@link
 * dev.skytrove.bench.BenchMain}. It prints a table, and last one line of JSON. What it compares runs in the same run,
 * by turns, so that the machine's noise hits all alike.
 */
package dev.skytrove.bench;
