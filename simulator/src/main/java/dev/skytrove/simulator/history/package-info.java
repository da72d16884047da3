/**
 * What is served: events as bytes, in delivery order, and where a cursor points to.
 *
 * <p>A history never changes and is never held in memory as a whole.
 */
package dev.skytrove.simulator.history;
