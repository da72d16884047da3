/**
 * Events made from a seed: the public network's mix, sizes, texts and oddities, at its pace.
 *
 * <p>What happens at an index is a pure function of the seed and the index, so nothing is remembered and any part of
 * the history can be made again at any time. References are real: likes, replies and deletes mostly name events that
 * were generated before them, every record is deleted at most once, and no key occurs twice.
 *
 * <p>Texts are senseless, and nobody's; but as long, as rich in words and as hard to compress as real posts, because
 * sizes and search times depend on that.
 */
package dev.skytrove.simulator.generator;
