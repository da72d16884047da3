package dev.skytrove.simulator.generator;

import java.util.List;

/**
 * How the words of a language are built. Of each list the first are the most usual.
 *
 * @param onsets what a syllable begins with
 * @param nuclei what follows
 * @param codas what it may end with; the last syllable of a word has one, others seldom
 * @param endings what words end with
 */
record Syllables(List<String> onsets, List<String> nuclei, List<String> codas, List<String> endings) {
    private static final int INNER_CODA_PER_MILLE = 250;

    /** Reads four lines of parts, spaces between them; {@code _} is an empty part. */
    static Syllables parse(String lines) {
        List<List<String>> parts = lines.lines()
                .map(line -> List.of(line.strip().replace("_", "").split(" ", -1)))
                .toList();
        return new Syllables(parts.get(0), parts.get(1), parts.get(2), parts.get(3));
    }

    /** Adds the word that these dice choose. */
    void word(StringBuilder out, Dice dice, int syllables) {
        for (int i = 1; i <= syllables; i++) {
            out.append(usual(onsets, dice)).append(usual(nuclei, dice));
            if (i == syllables || dice.perMille(INNER_CODA_PER_MILLE)) {
                out.append(usual(codas, dice));
            }
        }
        out.append(usual(endings, dice));
    }

    private static String usual(List<String> parts, Dice dice) {
        double fraction = dice.fraction();
        return parts.get((int) (parts.size() * fraction * fraction));
    }
}
