package dev.skytrove.simulator.generator;

import java.util.List;

/**
 * A language that generated posts are written in.
 *
 * @param code its code, as in {@code langs}
 * @param perMille how many posts of a thousand are in it
 * @param longest how many characters its posts have at most, before links and the like
 * @param space what stands between words
 * @param stops what ends a sentence, the most usual first
 * @param lexicon its words
 */
record Language(String code, int perMille, int longest, String space, List<String> stops, Lexicon lexicon) {
    private static final int COMMA_PER_MILLE = 45;
    private static final int NAME_PER_MILLE = 60;
    private static final int NUMBER_PER_MILLE = 12;

    /** Adds a sentence, or as much of it as has room before a position; the word that reaches that is the last. */
    void sentence(StringBuilder text, Dice dice, int end) {
        int begin = text.length();
        int words = 3 + (int) (20 * dice.fraction() * dice.fraction());
        for (int i = 0; i == 0 || (i < words && text.length() < end); i++) {
            text.append(i == 0 ? "" : space);
            token(text, dice);
            if (i + 1 < words && !space.isEmpty() && dice.perMille(COMMA_PER_MILLE)) {
                text.append(',');
            }
        }
        if (dice.perMille(700)) {
            capitalize(text, begin);
        }
        double fraction = dice.fraction();
        text.append(stops.get((int) (stops.size() * fraction * fraction)));
    }

    private void token(StringBuilder text, Dice dice) {
        int roll = dice.below(1000);
        if (roll < NUMBER_PER_MILLE) {
            text.append(1 + (int) (2100 * dice.fraction() * dice.fraction() * dice.fraction()));
        } else if (roll < NUMBER_PER_MILLE + NAME_PER_MILLE) {
            int begin = text.length();
            lexicon.rareWord(text, dice);
            capitalize(text, begin);
        } else {
            lexicon.word(text, dice);
        }
    }

    private static void capitalize(StringBuilder text, int at) {
        text.setCharAt(at, Character.toTitleCase(text.charAt(at)));
    }
}
