package dev.skytrove.testing.model;

import java.lang.Character.UnicodeBlock;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How searches compare texts, as {@code docs/formats.md} says: written with the JDK's capital letters in place of
 * Unicode's table of foldings, and slow.
 */
public final class Folding {
    private static final int LONGEST_STORED = 16_384;

    private static final Pattern IGNORABLE = Pattern.compile("[\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5"
            + "\\u180B-\\u180F\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u206F\\u3164\\uFE00-\\uFE0F\\uFEFF\\uFFA0"
            + "\\uFFF0-\\uFFF8\\x{1BCA0}-\\x{1BCA3}\\x{1D173}-\\x{1D17A}\\x{E0000}-\\x{E0FFF}]");
    private static final Pattern APOSTROPHE = Pattern.compile("[\\u2019\\u02BC]");

    /** They fold to their capital letters. */
    private static final Set<UnicodeBlock> CHEROKEE = Set.of(UnicodeBlock.CHEROKEE, UnicodeBlock.CHEROKEE_SUPPLEMENT);

    private Folding() {}

    /** A text, folded. */
    public static String of(String text) {
        String visible = IGNORABLE.matcher(Normalizer.normalize(text, Form.NFKD)).replaceAll("");
        StringBuilder folded = new StringBuilder();
        APOSTROPHE.matcher(visible).replaceAll("'").codePoints().forEach(point -> folded.append(cased(point)));
        return Normalizer.normalize(folded, Form.NFKC);
    }

    /** What the column {@code text_folded} holds; null for a text of null. */
    public static String stored(String text) {
        if (text == null || text.length() > LONGEST_STORED) {
            return null;
        }
        return of(text);
    }

    /** What a search compares of a text. */
    public static String compared(String text) {
        String stored = stored(text);
        return stored == null ? lowered(text) : stored;
    }

    /** What a search compares of a text that is not stored folded. */
    public static String lowered(String text) {
        return small(text).replace('’', '\'');
    }

    /** The small letters of the capital ones, so that all that share a capital letter become the same. */
    private static String cased(int point) {
        UnicodeBlock block = UnicodeBlock.of(point);
        String capital = Character.toString(point).toUpperCase(Locale.ROOT);
        if (block != null && CHEROKEE.contains(block)) {
            return capital;
        }
        return switch (point) {
            case 'ı' -> "ı";
            case 'ẞ' -> "ss";
            default -> small(capital);
        };
    }

    /** A text in small letters, one by one, as SQL's {@code lower} has it. */
    public static String small(String text) {
        StringBuilder small = new StringBuilder();
        text.codePoints().map(Character::toLowerCase).forEach(small::appendCodePoint);
        return small.toString();
    }
}
