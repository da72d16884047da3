package dev.skytrove.simulator.generator;

import java.util.List;

/** Senseless texts in the languages of the network, made of nothing but lists of words and syllables. */
final class BuiltInTexts implements Texts {
    private static final List<String> EMOJI = List.of(
            "😂", "❤️", "😭", "✨", "🥺", "🎉", "😊", "🔥", "👀", "🙏", "💙", "🤔", "💦", "☕", "🐈", "🌊", "🌧️", "🚲", "👩‍🚀", "🇵🇹", "🦋", "👍🏽");
    private static final int EMOJI_PER_MILLE = 100;
    private static final int BREAK_PER_MILLE = 150;
    private static final int SHORTEST = 4;

    private final Languages languages = new Languages();

    @Override
    public Passage passage(Dice dice) {
        Language language = languages.of(dice);
        // People write anything from a word to all that fits, and all lengths about as often.
        int length = SHORTEST + dice.below(language.longest() - SHORTEST);
        StringBuilder text = new StringBuilder(length + 32);
        while (text.length() < length) {
            text.append(text.isEmpty() ? "" : dice.perMille(BREAK_PER_MILLE) ? "\n\n" : language.space());
            language.sentence(text, dice, length);
        }
        if (dice.perMille(EMOJI_PER_MILLE)) {
            text.append(' ').append(dice.pick(EMOJI));
        }
        return new Passage(text.toString(), codes(language, dice));
    }

    private static List<String> codes(Language language, Dice dice) {
        int roll = dice.below(1000);
        if (roll < 40) {
            return List.of();
        }
        return roll < 60 ? List.of(language.code(), "en-US") : List.of(language.code());
    }
}
