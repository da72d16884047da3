package dev.skytrove.search;

/** What values parameters and answers of this function have: the names of schemas in {@code src/main/openapi/schemas.json}. */
final class SearchTypes {
    private static final String SCHEMAS = "#/components/schemas/";

    /** Whether. */
    static final String SWITCH = SCHEMAS + "Switch";

    /** How many posts an answer has at most. */
    static final String SEARCH_LIMIT = SCHEMAS + "SearchLimit";

    /** What is told of each bucket. */
    static final String MEASURES = SCHEMAS + "Measures";

    /** How many keys. */
    static final String TOP_KEYS = SCHEMAS + "TopKeys";

    /** How many posts a key has. */
    static final String LEAST_COUNT = SCHEMAS + "LeastCount";

    /** What an answer is. */
    static final String AGGREGATE_FORMAT = SCHEMAS + "AggregateFormat";

    /** How many posts an answer has at most. */
    static final String LEXICON_LIMIT = SCHEMAS + "LexiconLimit";

    /** An order of posts. */
    static final String LEXICON_ORDER = SCHEMAS + "LexiconOrder";

    /** An order of posts. */
    static final String LEXICON_ORDER_V2 = SCHEMAS + "LexiconOrderV2";

    /** Posts. */
    static final String SEARCH_ANSWER = SCHEMAS + "SearchAnswer";

    /** Counts of posts. */
    static final String AGGREGATE_ANSWER = SCHEMAS + "AggregateAnswer";

    /** Counts. */
    static final String COUNTS_ANSWER = SCHEMAS + "CountsAnswer";

    /** What two accounts had to do with each other. */
    static final String INTERACTIONS_ANSWER = SCHEMAS + "InteractionsAnswer";

    /** What the lake holds. */
    static final String STATUS_ANSWER = SCHEMAS + "StatusAnswer";

    /** Posts, as app.bsky.feed.searchPosts has them. */
    static final String SEARCH_POSTS_ANSWER = SCHEMAS + "SearchPostsAnswer";

    /** An error, as XRPC has it. */
    static final String XRPC_ERROR = SCHEMAS + "XrpcError";

    private SearchTypes() {}
}
