/**
 * Real servers and real processes for tests, benchmarks and the demo: started on free ports and own directories,
 * killed on purpose, and never left behind when the JVM ends.
 */
package dev.skytrove.testing;
