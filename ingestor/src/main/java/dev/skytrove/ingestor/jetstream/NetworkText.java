package dev.skytrove.ingestor.jetstream;

import java.util.Locale;

/** What a server says, in a form that does no harm in a log: short, and without a character that is not seen as itself. */
final class NetworkText {
    /** Characters of the text that are kept. */
    static final int LONGEST = 300;

    private NetworkText() {}

    /**
     * The beginning of a text. Control and format characters, among them those that change the direction of writing, line
     * and paragraph separators, and what is no character at all become {@code \\u} and their number in four or more
     * hexadecimal digits.
     */
    static String printable(String text) {
        StringBuilder printable = new StringBuilder();
        int index = 0;
        for (int kept = 0; index < text.length() && kept < LONGEST; kept++) {
            int character = text.codePointAt(index);
            index += Character.charCount(character);
            if (isVisible(character)) {
                printable.appendCodePoint(character);
            } else {
                printable.append(String.format(Locale.ROOT, "\\u%04x", character));
            }
        }
        return index < text.length() ? printable + "…" : printable.toString();
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
