package dev.skytrove.lake.text;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.Optional;

/**
 * Texts as searches compare them, so that each is found by any way of writing it: Unicode's compatibility caseless
 * match (The Unicode Standard, 3.13, D146) without default-ignorable code points, which of a single code point is its
 * property {@code NFKC_Casefold}; and the apostrophes U+2019 and U+02BC as U+0027. Accents count.
 *
 * <p>A folded text folds to itself. It may have spaces where the text had none ({@code ¨} is one with an accent), be
 * empty, or be up to 18 times as long.
 */
public final class FoldedText {
    /** Of longer texts none is stored; the network lets a post have 3,000 bytes. */
    static final int LONGEST_STORED = 1 << 14;

    private static final int FIRST_BEYOND_ASCII = 0x80;

    private FoldedText() {}

    /**
     * A text, folded.
     *
     * @param text without unpaired surrogates
     */
    public static String of(String text) {
        return isAscii(text) ? text.toLowerCase(Locale.ROOT) : fold(text);
    }

    /**
     * What the column {@code text_folded} holds: the text folded; nothing of a text of more than 16,384 UTF-16 units,
     * since folded it may be many times as long.
     *
     * @param text without unpaired surrogates
     */
    public static Optional<String> stored(String text) {
        return text.length() > LONGEST_STORED ? Optional.empty() : Optional.of(of(text));
    }

    /** Decomposed first, since only then all that is equivalent has the same characters to fold. */
    private static String fold(String text) {
        String decomposed = Normalizer.normalize(text, Form.NFKD);
        StringBuilder folded = new StringBuilder(decomposed.length());
        for (int i = 0; i < decomposed.length(); ) {
            int character = decomposed.codePointAt(i);
            i += Character.charCount(character);
            append(folded, character);
        }
        return Normalizer.normalize(folded, Form.NFKC);
    }

    private static void append(StringBuilder folded, int character) {
        if (CaseFolding.isSharpS(character)) {
            folded.append("ss");
        } else if (CaseFolding.isApostrophe(character)) {
            folded.append('\'');
        } else if (!Ignorable.is(character)) {
            folded.appendCodePoint(CaseFolding.of(character));
        }
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= FIRST_BEYOND_ASCII) {
                return false;
            }
        }
        return true;
    }
}
