package dev.skytrove.lake;

/**
 * A row of batch numbers of its own. Numbers of one series never mean those of another, so files of different series
 * never supersede each other.
 *
 * @param label its name in object names: a lower-case letter of ASCII, then at most 15 such letters and digits
 */
public record Series(String label) {
    /** What a flush writes. */
    public static final Series FLUSH = new Series("flush");

    /** What an import writes. */
    public static final Series IMPORT = new Series("import");

    private static final int MOST_CHARACTERS = 16;

    /** @throws IllegalArgumentException if the label is not of the form above */
    public Series {
        if (label.isEmpty() || label.length() > MOST_CHARACTERS || !isLetter(label.charAt(0))) {
            throw notOne(label);
        }
        for (int i = 1; i < label.length(); i++) {
            if (!isLetter(label.charAt(i)) && !isDigit(label.charAt(i))) {
                throw notOne(label);
            }
        }
    }

    /** The series whose label is a part of a text. By far the most files are those of flushes. */
    static Series parse(String text, int start, int end) {
        boolean flush = end - start == FLUSH.label.length() && text.startsWith(FLUSH.label, start);
        return flush ? FLUSH : new Series(text.substring(start, end));
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static IllegalArgumentException notOne(String label) {
        return new IllegalArgumentException("not a series: '" + label + "'");
    }

    /** By hand, like the hash: what a record gets by itself is interpreted in a native image, and lists are long. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Series series && label.equals(series.label);
    }

    @Override
    public int hashCode() {
        return label.hashCode();
    }
}
