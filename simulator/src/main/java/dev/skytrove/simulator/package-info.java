/**
 * A Jetstream-compatible server for tests, benchmarks and demonstrations.
 *
 * <p>It serves a history that never changes, either a recording or events made from a seed, to any number of clients,
 * and misbehaves when it is asked to. It shares no code with the product: a shared parser would hide its own bugs
 * from both sides.
 */
package dev.skytrove.simulator;
