package dev.skytrove.functions;

import dev.skytrove.query.criteria.InvalidParameterException;
import dev.skytrove.query.criteria.Quoted;
import dev.skytrove.query.criteria.SearchCriteria;
import dev.skytrove.query.posts.PostResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The fields of posts in answers, in the order in which they are shown. {@code docs/api.md} describes them.
 *
 * @param list at least one, none twice
 */
public record PostFields(List<Field> list) {
    /** The parameter that names some. */
    public static final String PARAMETER = "fields";

    /** All of them. */
    public static final PostFields ALL = new PostFields(List.of(
            new Field("uri", Type.TEXT, PostResult::uri),
            new Field("url", Type.TEXT, PostResult::url),
            new Field("author_did", Type.TEXT, PostResult::authorDid),
            new Field("handle", Type.TEXT, PostResult::handle),
            new Field("text", Type.TEXT, PostResult::text),
            new Field("created_at", Type.TIME, PostResult::createdAt),
            new Field("indexed_at", Type.TIME, PostResult::indexedAt),
            new Field("sort_at", Type.TIME, PostResult::sortAt),
            new Field("langs", Type.TEXTS, PostResult::langs),
            new Field("reply_root_uri", Type.TEXT, PostResult::replyRootUri),
            new Field("reply_parent_uri", Type.TEXT, PostResult::replyParentUri),
            new Field("quote_uri", Type.TEXT, PostResult::quoteUri),
            new Field("embed_type", Type.TEXT, PostResult::embedType),
            new Field("image_count", Type.NUMBER, PostResult::imageCount),
            new Field("has_video", Type.FLAG, PostResult::hasVideo),
            new Field("link_uris", Type.TEXTS, PostResult::linkUris),
            new Field("hashtags", Type.TEXTS, PostResult::hashtags),
            new Field("mention_dids", Type.TEXTS, PostResult::mentionDids),
            new Field("self_labels", Type.TEXTS, PostResult::selfLabels),
            new Field("operation", Type.TEXT, PostResult::operation),
            new Field("cid", Type.TEXT, PostResult::cid),
            new Field("rev", Type.TEXT, PostResult::rev)));

    /** What features say; only where it is asked for. */
    private static final Field FEATURES = new Field("features", Type.NUMBERS, PostResult::features);

    /** Stands for {@link #ALL}. */
    private static final String EVERY = "*";

    /** What a field's values are. */
    public enum Type {
        /** A text. */
        TEXT,
        /** An {@link Integer}. */
        NUMBER,
        /** A {@link Boolean}. */
        FLAG,
        /** An {@link java.time.Instant}. */
        TIME,
        /** A list of texts. */
        TEXTS,
        /** A {@link java.util.SortedMap} of {@link Double} by name. */
        NUMBERS
    }

    /**
     * A field.
     *
     * @param name as answers have it
     * @param value of the type, or null
     */
    public record Field(String name, Type type, Function<PostResult, Object> value) {}

    /**
     * The fields that a request asks for, in its order; all if it names none.
     *
     * @param parameters each parameter's values, decoded
     * @throws InvalidParameterException if there is no such field
     */
    public static PostFields of(Map<String, List<String>> parameters) {
        List<Field> asked = new ArrayList<>();
        for (String value : parameters.getOrDefault(PARAMETER, List.of())) {
            for (String name : value.split(",", -1)) {
                if (name.strip().equals(EVERY)) {
                    asked.addAll(ALL.list);
                } else if (!name.isBlank()) {
                    asked.add(field(name.strip()));
                }
            }
        }
        return asked.isEmpty() ? ALL : new PostFields(asked.stream().distinct().toList());
    }

    /** The criteria of a search whose posts are shown so. */
    public SearchCriteria of(SearchCriteria criteria) {
        return list.contains(FEATURES) ? criteria.withFeatures() : criteria;
    }

    private static Stream<Field> known() {
        return Stream.concat(ALL.list.stream(), Stream.of(FEATURES));
    }

    private static Field field(String name) {
        return known()
                .filter(field -> field.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidParameterException(
                        PARAMETER,
                        "fields has '" + Quoted.of(name) + "'",
                        known().map(Field::name).collect(Collectors.joining(", ", "some of ", ""))));
    }
}
