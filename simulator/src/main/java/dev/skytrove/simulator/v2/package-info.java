/**
 * The same events in the form of Jetstream's v2 wire, the lexicon {@code network.bsky.jetstream.subscribeEvents}.
 *
 * <p>How the two forms correspond is in {@code docs/formats.md}.
 */
package dev.skytrove.simulator.v2;
