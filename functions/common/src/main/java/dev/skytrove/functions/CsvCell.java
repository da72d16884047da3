package dev.skytrove.functions;

/** A cell of a CSV file as RFC 4180 has it, made harmless for spreadsheets. */
public final class CsvCell {
    /** What ends a record. */
    public static final String END_OF_RECORD = "\r\n";

    // What makes a spreadsheet take a cell for a formula, after OWASP's "CSV Injection"; and the full-width forms.
    private static final String FORMULA_STARTS = "=+-@\t\r\n＝＋－＠";

    private CsvCell() {}

    /**
     * Appends a cell: quoted where it must be; with an apostrophe before what a spreadsheet would take for a formula;
     * NUL, which CSV cannot have, replaced by U+FFFD.
     */
    public static void append(StringBuilder target, String text) {
        boolean formula = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
        boolean quoted = needsQuotes(text);
        if (quoted) {
            target.append('"');
        }
        if (formula) {
            target.append('\'');
        }
        if (quoted) {
            appendQuoted(target, text);
            target.append('"');
        } else {
            target.append(text);
        }
    }

    private static boolean needsQuotes(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == ',' || c == ';' || c < ' ') {
                return true;
            }
        }
        return false;
    }

    private static void appendQuoted(StringBuilder target, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> target.append("\"\"");
                case '\0' -> target.append('\uFFFD');
                default -> target.append(c);
            }
        }
    }
}
