package dev.skytrove.functions.openapi;

/** What values parameters and answers have: the names of schemas in {@code src/main/openapi/schemas.json}. */
public final class Types {
    private static final String SCHEMAS = "#/components/schemas/";

    /** A text. */
    public static final String TEXT = SCHEMAS + "Text";

    /** Several texts. */
    public static final String TEXTS = SCHEMAS + "Texts";

    /** Whether; true also without a value. */
    public static final String FLAG = SCHEMAS + "Flag";

    /** The text of a search. */
    public static final String SEARCH_TEXT = SCHEMAS + "SearchText";

    /** How many: a whole number. */
    public static final String WHOLE_NUMBER = SCHEMAS + "WholeNumber";

    /** A share of all posts. */
    public static final String SAMPLE_SHARE = SCHEMAS + "SampleShare";

    /** What posts can have. */
    public static final String POST_PARTS = SCHEMAS + "PostParts";

    /** What to do if files cannot be read. */
    public static final String INCOMPLETE = SCHEMAS + "Incomplete";

    /** An order of posts. */
    public static final String POST_ORDER = SCHEMAS + "PostOrder";

    /** What chance begins with. */
    public static final String SEED = SCHEMAS + "Seed";

    /** A document of OpenAPI 3.1. */
    public static final String OPEN_API_DOCUMENT = SCHEMAS + "OpenApiDocument";

    /** An error, as RFC 9457 has it. */
    public static final String PROBLEM = SCHEMAS + "Problem";

    private Types() {}
}
