/**
 * Serves a history over Jetstream's v1 and v2 wire, and misbehaves on request over plain HTTP on the same port.
 *
 * <p>No client can make it hold more than a bounded amount of memory: what a slow one does not take is not produced.
 */
package dev.skytrove.simulator.server;
