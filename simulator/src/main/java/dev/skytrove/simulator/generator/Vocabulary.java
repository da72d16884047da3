package dev.skytrove.simulator.generator;

import java.util.List;

/** Makes up what posts say. */
final class Vocabulary {
    private static final List<String> EMOJI = List.of("🌧️", "☕", "💦", "🎉", "🐈", "🌊", "✨", "🚲", "👩‍🚀", "🇵🇹");

    private Vocabulary() {}

    static Passage passage(Dice dice) {
        Language language = Language.of(dice);
        StringBuilder text = new StringBuilder(200);
        int sentences = 1 + (int) (4 * dice.fraction() * dice.fraction());
        for (int i = 0; i < sentences; i++) {
            text.append(i == 0 ? "" : dice.perMille(200) ? "\n\n" : " ");
            language.sentence(text, dice, 2 + dice.below(16));
        }
        if (dice.perMille(150)) {
            text.append(' ').append(dice.pick(EMOJI));
        }
        return new Passage(text.toString(), languages(language, dice));
    }

    private static List<String> languages(Language language, Dice dice) {
        int roll = dice.below(1000);
        if (roll < 40) {
            return List.of();
        }
        return roll < 60 ? List.of(language.code(), "en-US") : List.of(language.code());
    }
}
