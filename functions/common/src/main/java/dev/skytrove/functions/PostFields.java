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
            new Field("uri", PostResult::uri),
            new Field("url", PostResult::url),
            new Field("author_did", PostResult::authorDid),
            new Field("handle", PostResult::handle),
            new Field("text", PostResult::text),
            new Field("created_at", PostResult::createdAt),
            new Field("indexed_at", PostResult::indexedAt),
            new Field("sort_at", PostResult::sortAt),
            new Field("langs", PostResult::langs),
            new Field("reply_root_uri", PostResult::replyRootUri),
            new Field("reply_parent_uri", PostResult::replyParentUri),
            new Field("quote_uri", PostResult::quoteUri),
            new Field("embed_type", PostResult::embedType),
            new Field("image_count", PostResult::imageCount),
            new Field("has_video", PostResult::hasVideo),
            new Field("link_uris", PostResult::linkUris),
            new Field("hashtags", PostResult::hashtags),
            new Field("mention_dids", PostResult::mentionDids),
            new Field("self_labels", PostResult::selfLabels),
            new Field("operation", PostResult::operation),
            new Field("cid", PostResult::cid),
            new Field("rev", PostResult::rev)));

    /** What features say; only where it is asked for. */
    private static final Field FEATURES = new Field("features", PostResult::features);

    /** Stands for {@link #ALL}. */
    private static final String EVERY = "*";

    /**
     * A field.
     *
     * @param name as answers have it
     * @param value a text, a number, a flag, an {@link java.time.Instant}, a list of texts, numbers by name, or null
     */
    public record Field(String name, Function<PostResult, Object> value) {}

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
