package dev.skytrove.testing.client;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.List;

/** Reads CSV, as RFC 4180 has it. */
public final class Csv {
    private Csv() {}

    /**
     * The records, each a list of fields.
     *
     * @throws de.siegmar.fastcsv.reader.CsvParseException if records differ in how many fields they have, or something follows
     *     a closing quote
     */
    public static List<List<String>> records(String text) {
        try (var records = CsvReader.builder()
                .skipEmptyLines(false)
                .allowMissingFields(false)
                .allowExtraFields(false)
                .allowExtraCharsAfterClosingQuote(false)
                .ofCsvRecord(text)) {
            return records.stream().map(CsvRecord::getFields).toList();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
