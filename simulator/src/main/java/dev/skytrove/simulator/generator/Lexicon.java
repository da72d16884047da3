package dev.skytrove.simulator.generator;

import java.util.List;

/**
 * The words of a language, as frequent as words are: a few hundred make up more than half of a text (Zipf's law), and
 * there are always new ones (Heaps' law), because the rest has no end: each rank has a word.
 *
 * @param common the words that everyone uses, the most frequent first
 * @param syllables what the others are made of
 */
record Lexicon(List<String> common, Syllables syllables) {
    private static final int COMMON_PER_MILLE = 700;
    /** Zipf–Mandelbrot shift of the common words. */
    private static final double SHIFT = 2.5;
    /** The same of the rarer ones: a little less than half of those that are used have a rank below it. */
    private static final double RARE_SHIFT = 200;
    /** One less than the exponent by which their frequency falls. */
    private static final double RARE_FALL = 0.9;
    private static final double LAST_RANK = 1e15;
    /** An odd number: it keeps ranks apart, and takes neighbours far from each other. */
    private static final long SPREAD = 0x9e3779b97f4a7c15L;
    /** Below these ranks words have one syllable, two and three. */
    private static final long[] LENGTHS = {500, 50_000, 5_000_000};

    /** Adds a word. */
    void word(StringBuilder out, Dice dice) {
        if (dice.perMille(COMMON_PER_MILLE)) {
            double range = StrictMath.log((common.size() + SHIFT) / SHIFT);
            int rank = (int) (SHIFT * StrictMath.exp(range * dice.fraction()) - SHIFT);
            out.append(common.get(Math.min(rank, common.size() - 1)));
        } else {
            rareWord(out, dice);
        }
    }

    /** Adds a word that is not among the common ones. */
    void rareWord(StringBuilder out, Dice dice) {
        double rank = RARE_SHIFT * (StrictMath.pow(1 - dice.fraction(), -1 / RARE_FALL) - 1);
        long known = (long) Math.min(rank, LAST_RANK);
        int length = 1;
        for (long shorter : LENGTHS) {
            length += known < shorter ? 0 : 1;
        }
        // The same rank gives the same word, in any text.
        syllables.word(out, Dice.of(known * SPREAD), length);
    }
}
