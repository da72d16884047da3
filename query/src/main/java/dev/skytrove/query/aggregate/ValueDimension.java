package dev.skytrove.query.aggregate;

import dev.skytrove.query.criteria.Condition.Feature;
import dev.skytrove.query.filter.PostSql;
import dev.skytrove.query.fold.PostColumn;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What posts have. A post counts once for each value that it has, and not at all if it has none. */
public enum ValueDimension implements KeyDimension {
    /** The DID of the account. */
    AUTHOR,
    /** Languages that the post claims, in lower case. */
    LANG,
    /** In lower case, without {@code #}. */
    HASHTAG,
    /** Hosts of links, without {@code www.}. */
    DOMAIN,
    /** The DIDs of accounts mentioned. */
    MENTION,
    /** The names of its {@link Feature}s. */
    HAS;

    /** So many values of a post count at most: nobody is to make a whole search slow by one post (I5). */
    static final int MOST_VALUES = 64;

    /** So many bytes may a value have; the network's longest tags have as many. */
    static final int LONGEST_VALUE = 640;

    @Override
    public String label() {
        return Dimension.label(this);
    }

    /** The list of values, as the column {@link #list}; empty for what each post has one of. */
    @Override
    public Optional<PostColumn> column() {
        return switch (this) {
            case AUTHOR -> Optional.empty();
            case LANG -> Optional.of(column("langs", x -> "lower(" + x + ")"));
            case HASHTAG -> Optional.of(column("hashtags", x -> "nfc_normalize(lower(" + x + "))"));
            case DOMAIN -> Optional.of(column("link_uris", x -> "regexp_replace(" + PostSql.host(x) + ", '^www[.]', '')"));
            case MENTION -> Optional.of(column("mention_dids", x -> x));
            case HAS -> Optional.of(new PostColumn(list(), "VARCHAR[]", features()));
        };
    }

    @Override
    public Optional<PostColumn> source() {
        return switch (this) {
            case LANG -> Optional.of(PostColumn.of("langs", "VARCHAR[]"));
            case HASHTAG -> Optional.of(PostColumn.of("hashtags", "VARCHAR[]"));
            case AUTHOR, DOMAIN, MENTION, HAS -> Optional.empty();
        };
    }

    /** The name of the column with the list of its values. */
    String list() {
        return label() + "_keys";
    }

    /** SQL of one value, as a row for each: of the author where there is no list. */
    @Override
    public String sql() {
        return column().isEmpty() ? "author_did" : "unnest(" + list() + ")";
    }

    /** Most posts have one value or none: going through lists takes several times as long. */
    private PostColumn column(String of, UnaryOperator<String> value) {
        String values = "list_transform(list_slice(" + of + ", 1, " + MOST_VALUES + "), lambda x: " + value.apply("x") + ")";
        String several = "list_distinct(list_filter(" + values + ", lambda x: " + isValue("x") + "))";
        String one = value.apply(of + "[1]");
        return new PostColumn(
                list(),
                "VARCHAR[]",
                "CASE len(" + of + ") WHEN 0 THEN []::VARCHAR[] WHEN 1 THEN CASE WHEN " + isValue(one) + " THEN [" + one
                        + "] ELSE []::VARCHAR[] END ELSE " + several + " END");
    }

    private static String isValue(String value) {
        return "(" + value + " <> '' AND strlen(" + value + ") <= " + LONGEST_VALUE + ")";
    }

    private static String features() {
        return Arrays.stream(Feature.values())
                .map(feature -> "CASE WHEN " + PostSql.has(feature) + " THEN '" + Dimension.label(feature) + "' END")
                .collect(Collectors.joining(", ", "list_filter([", "], lambda x: x IS NOT NULL)"));
    }
}
