package dev.skytrove.simulator.generator;

/** Where the words of posts come from. May be used from any thread. */
@FunctionalInterface
interface Texts {
    /** The words that these dice choose. */
    Passage passage(Dice dice);
}
