/** What tests, the demo and benchmarks use to talk to whole processes, as their users do. */
package dev.skytrove.testing.client;
