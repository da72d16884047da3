package dev.skytrove.query.criteria;

/** A caller's text, cut short and cleaned so that a message can repeat it. */
public final class Quoted {
    private static final int LONGEST = 60;

    private Quoted() {}

    /** The text's first characters; what cannot be printed becomes {@code ?}. */
    public static String of(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints().limit(LONGEST).map(Quoted::printable).forEach(clean::appendCodePoint);
        return clean.length() < text.length() ? clean + "…" : clean.toString();
    }

    private static int printable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> '?';
            default -> character;
        };
    }
}
