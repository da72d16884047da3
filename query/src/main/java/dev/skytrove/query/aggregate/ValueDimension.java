package dev.skytrove.query.aggregate;

import dev.skytrove.query.criteria.Condition.Feature;
import dev.skytrove.query.filter.PostSql;
import dev.skytrove.query.fold.PostColumn;
import java.util.Arrays;
import java.util.Optional;
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
            case LANG -> Optional.of(column("langs", "lower(x)"));
            case HASHTAG -> Optional.of(column("hashtags", "nfc_normalize(lower(x))"));
            case DOMAIN -> Optional.of(column("link_uris", "regexp_replace(" + PostSql.host("x") + ", '^www[.]', '')"));
            case MENTION -> Optional.of(column("mention_dids", "x"));
            case HAS -> Optional.of(new PostColumn(list(), "VARCHAR[]", features()));
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

    private PostColumn column(String of, String value) {
        String values = "list_transform(list_slice(" + of + ", 1, " + MOST_VALUES + "), lambda x: " + value + ")";
        return new PostColumn(
                list(),
                "VARCHAR[]",
                "list_distinct(list_filter(" + values + ", lambda x: x <> '' AND strlen(x) <= " + LONGEST_VALUE + "))");
    }

    private static String features() {
        return Arrays.stream(Feature.values())
                .map(feature -> "CASE WHEN " + PostSql.has(feature) + " THEN '" + Dimension.label(feature) + "' END")
                .collect(Collectors.joining(", ", "list_filter([", "], lambda x: x IS NOT NULL)"));
    }
}
