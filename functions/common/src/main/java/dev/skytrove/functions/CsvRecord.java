package dev.skytrove.functions;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import java.io.Writer;
import java.util.List;

/** A record of a CSV file as RFC 4180 has it, made harmless for spreadsheets. */
public final class CsvRecord {
    // What makes a spreadsheet take a cell for a formula, after OWASP's "CSV Injection"; and the full-width forms.
    private static final String FORMULA_STARTS = "=+-@\t\r\n＝＋－＠";

    private CsvRecord() {}

    /**
     * Appends a record and its line break: cells quoted where they must be, and where some spreadsheet would split them; with
     * an apostrophe before what a spreadsheet would take for a formula; NUL, which CSV cannot have, replaced by U+FFFD.
     */
    public static void append(StringBuilder target, List<String> cells) {
        CsvWriter.builder()
                .bufferSize(0)
                .quoteStrategy(Quotes.AROUND_WHAT_MIGHT_SPLIT)
                .build(new Appender(target))
                .writeRecord(cells.stream().map(CsvRecord::harmless).toList());
    }

    private static String harmless(String text) {
        String without = text.replace('\0', '\uFFFD');
        boolean formula = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
        return formula ? "'" + without : without;
    }

    /** Beside what RFC 4180 asks for. */
    private enum Quotes implements QuoteStrategy {
        AROUND_WHAT_MIGHT_SPLIT;

        @Override
        public boolean quoteValue(int line, int field, String value) {
            return value.chars().anyMatch(c -> c == ';' || c < ' ');
        }

        @Override
        public boolean quoteEmpty(int line, int field) {
            return false;
        }

        @Override
        public boolean quoteNull(int line, int field) {
            return false;
        }
    }

    /** Writes to the end of a text, which needs neither flushing nor closing. */
    private static final class Appender extends Writer {
        private final StringBuilder target;

        Appender(StringBuilder target) {
            this.target = target;
        }

        @Override
        public void write(char[] characters, int offset, int length) {
            target.append(characters, offset, length);
        }

        @Override
        public void write(int character) {
            target.append((char) character);
        }

        @Override
        public void write(String text, int offset, int length) {
            target.append(text, offset, offset + length);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
