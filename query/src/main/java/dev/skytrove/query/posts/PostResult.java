package dev.skytrove.query.posts;

import dev.skytrove.query.criteria.Position;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * A post that was found: fields whose meaning {@code docs/api.md} and {@code docs/formats.md} tell. Lists are empty rather
 * than null.
 *
 * @param values of the fields that were read, each of its field's type; null where the post has none. Not to be changed
 */
public record PostResult(Map<PostField, Object> values) {
    /** The value of a field; null if the post has none, or it was not read. */
    public Object value(PostField field) {
        return values.get(field);
    }

    public String uri() {
        return text(PostField.URI);
    }

    /** The page that shows it to people. */
    public String url() {
        return text(PostField.URL);
    }

    public String authorDid() {
        return text(PostField.AUTHOR_DID);
    }

    /** The author's newest handle that the lake knows of; null if there is none. */
    public String handle() {
        return text(PostField.HANDLE);
    }

    public String rkey() {
        return text(PostField.RKEY);
    }

    /** The hash of its record, or null. */
    public String cid() {
        return text(PostField.CID);
    }

    public String rev() {
        return text(PostField.REV);
    }

    public String operation() {
        return text(PostField.OPERATION);
    }

    /** What it says, or null. */
    public String text() {
        return text(PostField.TEXT);
    }

    public Instant indexedAt() {
        return (Instant) value(PostField.INDEXED_AT);
    }

    public Instant sortAt() {
        return (Instant) value(PostField.SORT_AT);
    }

    /** What a feature says of it; null if it says nothing, or features were not read. */
    public Double feature(String name) {
        return value(PostField.FEATURES) instanceof SortedMap<?, ?> said ? (Double) said.get(name) : null;
    }

    /** Its place in the order of all posts. */
    public Position position() {
        return new Position(sortAt(), uri());
    }

    /** The same with what features say of it. */
    public PostResult with(SortedMap<String, Double> said) {
        Map<PostField, Object> all = new EnumMap<>(values);
        all.put(PostField.FEATURES, said);
        return new PostResult(all);
    }

    /** About how many bytes its texts take in an answer. */
    public long weight() {
        long weight = 0;
        for (Object value : values.values()) {
            weight += switch (value) {
                case String text -> JsonSize.of(text);
                case List<?> texts -> texts.stream().mapToLong(text -> JsonSize.of((String) text)).sum();
                case null, default -> 0;
            };
        }
        return weight;
    }

    private String text(PostField field) {
        return (String) value(field);
    }
}
