package dev.skytrove.simulator.generator;

/**
 * A record that another one refers to.
 *
 * @param account whose it is
 * @param rkey its key, a TID
 * @param content stands for its content: what its CID is made of
 */
record RecordRef(long account, long rkey, long content) {}
