package dev.skytrove.query.criteria;

import dev.skytrove.lake.text.FoldedText;
import java.time.Clock;
import java.util.Optional;

/** The parameter {@code text}: a phrase, or what {@link TextGrammar} reads. */
final class TextParameter {
    static final int MAXIMUM_WORDS = 20;

    private static final int MAXIMUM_CHARACTERS = 500;
    static final String ACCEPTS =
            "at most " + MAXIMUM_CHARACTERS + " characters and, without exact, " + MAXIMUM_WORDS + " words";

    private TextParameter() {}

    /**
     * What a post's text must be.
     *
     * @param exact whether the text is one phrase as it stands
     * @return nothing if the text is blank
     */
    static Optional<Condition> condition(String text, boolean exact, Clock clock) {
        if (text.codePointCount(0, text.length()) > MAXIMUM_CHARACTERS) {
            throw new InvalidParameterException("text", "text is too long", ACCEPTS);
        }
        String clean = clean(text);
        if (isBlank(clean)) {
            return Optional.empty();
        }
        Optional<Condition> condition = exact ? phrase(clean) : new TextGrammar(clean, clock).condition();
        if (condition.isEmpty()) {
            throw nothingLeft();
        }
        return condition;
    }

    /** The answer would be to another question. */
    static InvalidParameterException nothingLeft() {
        String detail = "text has only characters that searches leave out, such as zero-width spaces";
        return new InvalidParameterException("text", detail, ACCEPTS);
    }

    /** What folds to nothing adds nothing. */
    static Optional<Condition> phrase(String text) {
        String folded = FoldedText.of(text);
        return folded.isEmpty() ? Optional.empty() : Optional.of(new Condition.Text(folded));
    }

    /** The lake's texts have no unpaired surrogates: U+FFFD stands for them. */
    private static String clean(String text) {
        return text.chars().anyMatch(unit -> Character.isSurrogate((char) unit)) ? FilterValues.clean(text) : text;
    }

    private static boolean isBlank(String text) {
        return text.codePoints().allMatch(TextTokens::isSpace);
    }
}
