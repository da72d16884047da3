package dev.skytrove.query.criteria;

import dev.skytrove.query.criteria.Condition.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** The parameters that filter posts by one thing each. Their values are alternatives; {@code not_} rules all of them out. */
final class FilterParameters {
    /** What {@code username} and {@code uri} may have. */
    private static final int MANY = 500;

    private static final String NOT = "not_";

    private FilterParameters() {}

    /** The condition that a parameter makes; empty if it is no such filter or has no value. */
    static Optional<Condition> condition(Parameters given, String name) {
        if (!name.startsWith(NOT)) {
            return condition(given, name, name);
        }
        return condition(given, name, name.substring(NOT.length())).map(Condition.Not::new);
    }

    private static Optional<Condition> condition(Parameters given, String name, String filter) {
        return switch (filter) {
            case "username" -> accounts(given.list(name, MANY), name, AuthorParameter::author).map(Condition.From::new);
            case "mention" -> accounts(given.list(name), name, AuthorParameter::account).map(Condition.Mentions::new);
            case "uri" -> oneOf(Field.URI, name, given.list(name, MANY), FilterValues::uri);
            case "reply_to" -> oneOf(Field.REPLY_TO, name, given.list(name), FilterValues::uri);
            case "thread" -> oneOf(Field.THREAD, name, given.list(name), FilterValues::uri);
            case "quotes" -> oneOf(Field.QUOTES, name, given.list(name), FilterValues::uri);
            case "lang" -> oneOf(Field.LANG, name, given.list(name), FilterValues::lang);
            case "hashtag" -> oneOf(Field.HASHTAG, name, given.list(name), FilterValues::hashtag);
            case "domain" -> oneOf(Field.DOMAIN, name, given.list(name), FilterValues::domain);
            case "url" -> oneOf(Field.URL, name, given.oneByOne(name), (_, url) -> FilterValues.clean(url));
            case "label" -> oneOf(Field.LABEL, name, given.list(name), (_, label) -> FilterValues.clean(label));
            case "has" -> has(name, given.list(name));
            case "sample" -> FilterValues.sample(given.single(name).strip());
            default -> Optional.empty();
        };
    }

    private static Optional<List<Author>> accounts(
            List<String> values, String name, BiFunction<String, String, Author> parser) {
        List<Author> accounts = values.stream().map(value -> parser.apply(name, value)).distinct().toList();
        return accounts.isEmpty() ? Optional.empty() : Optional.of(accounts);
    }

    private static Optional<Condition> oneOf(
            Field field, String name, List<String> values, BiFunction<String, String, String> parser) {
        List<String> parsed = values.stream().map(value -> parser.apply(name, value)).distinct().toList();
        return parsed.isEmpty() ? Optional.empty() : Optional.of(new Condition.OneOf(field, parsed));
    }

    private static Optional<Condition> has(String name, List<String> values) {
        List<Condition> features = new ArrayList<>();
        values.forEach(value -> features.add(new Condition.Has(FilterValues.feature(name, value))));
        return features.isEmpty() ? Optional.empty() : Optional.of(Condition.any(features));
    }
}
