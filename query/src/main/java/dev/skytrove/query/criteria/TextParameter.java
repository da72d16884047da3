package dev.skytrove.query.criteria;

import dev.skytrove.lake.text.FoldedText;
import java.util.List;
import java.util.regex.Pattern;

/** The parameter {@code text}. */
final class TextParameter {
    private static final int MAXIMUM_CHARACTERS = 500;
    private static final int MAXIMUM_WORDS = 20;
    private static final String ACCEPTS =
            "at most " + MAXIMUM_CHARACTERS + " characters and, without exact, " + MAXIMUM_WORDS + " words";

    /** Every space of Unicode, also the no-break and the ideographic one. */
    private static final Pattern SPACES = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    private static final Pattern UNPAIRED_SURROGATE = Pattern.compile("\\p{Cs}");

    private TextParameter() {}

    /**
     * What must occur in a post, folded: the text as it stands if {@code exact}, else each of its words once. They are
     * folded one by one, since folding may put a space into a word.
     *
     * @return nothing if the text has no word
     */
    static List<String> needles(String text, boolean exact) {
        if (text.codePointCount(0, text.length()) > MAXIMUM_CHARACTERS) {
            throw new InvalidParameterException("text", "text is too long", ACCEPTS);
        }
        // The lake's texts have no unpaired surrogates either: U+FFFD stands for them.
        String clean = UNPAIRED_SURROGATE.matcher(text).replaceAll("\uFFFD");
        List<String> words = SPACES.splitAsStream(clean)
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
        if (!exact && words.size() > MAXIMUM_WORDS) {
            throw new InvalidParameterException("text", "text has " + words.size() + " words", ACCEPTS);
        }
        return folded(exact && !words.isEmpty() ? List.of(clean) : words);
    }

    /** What folds to nothing adds nothing; but if all of it does, the answer would be to another question. */
    private static List<String> folded(List<String> needles) {
        List<String> folded = needles.stream()
                .map(FoldedText::of)
                .filter(needle -> !needle.isEmpty())
                .distinct()
                .toList();
        if (folded.isEmpty() && !needles.isEmpty()) {
            String detail = "text has only characters that searches leave out, such as zero-width spaces";
            throw new InvalidParameterException("text", detail, ACCEPTS);
        }
        return folded;
    }
}
