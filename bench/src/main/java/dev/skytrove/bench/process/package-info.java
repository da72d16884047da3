/** Processes that benchmarks run, what they use, and what they have done so far. */
package dev.skytrove.bench.process;
