package dev.skytrove.export;

/** What values parameters and answers of this function have: the names of schemas in {@code src/main/openapi/schemas.json}. */
final class ExportTypes {
    private static final String SCHEMAS = "#/components/schemas/";

    /** How many posts an answer has at most. */
    static final String EXPORT_LIMIT = SCHEMAS + "ExportLimit";

    /** What an answer is. */
    static final String EXPORT_FORMAT = SCHEMAS + "ExportFormat";

    /** How many. */
    static final String COUNT = SCHEMAS + "Count";

    /** Whether. */
    static final String TRUE_OR_FALSE = SCHEMAS + "TrueOrFalse";

    /** The bytes of a file. */
    static final String FILE = SCHEMAS + "File";

    /** What is told of an export instead of it. */
    static final String EXPORT_DESCRIPTION = SCHEMAS + "ExportDescription";

    private ExportTypes() {}
}
