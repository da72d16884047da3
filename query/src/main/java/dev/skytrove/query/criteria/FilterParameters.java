package dev.skytrove.query.criteria;

import dev.skytrove.query.criteria.Condition.Column;
import dev.skytrove.query.criteria.Condition.Comparison;
import dev.skytrove.query.criteria.Condition.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The parameters that filter posts by one thing each. A further one is a line of one of these lists. */
final class FilterParameters {
    /** What {@code username} and {@code uri} may have. */
    private static final int MANY = 500;

    private static final String NOT = "not_";
    private static final String SAMPLE = "sample";

    /** Their values are alternatives; {@code not_} before the name rules all of them out. */
    private static final List<Filter> FILTERS = List.of(
            new Filter("username", (given, name) ->
                    accounts(given.list(name, MANY), name, AuthorParameter::author).map(Condition.From::new)),
            new Filter("uri", (given, name) -> oneOf(Field.URI, name, given.list(name, MANY), FilterValues::uri)),
            new Filter("lang", (given, name) -> oneOf(Field.LANG, name, given.list(name), FilterValues::lang)),
            new Filter("hashtag", (given, name) -> oneOf(Field.HASHTAG, name, given.list(name), FilterValues::hashtag)),
            new Filter("mention", (given, name) ->
                    accounts(given.list(name), name, AuthorParameter::account).map(Condition.Mentions::new)),
            new Filter("domain", (given, name) -> oneOf(Field.DOMAIN, name, given.list(name), FilterValues::domain)),
            new Filter("url", (given, name) ->
                    in(Column.ofLists("link_uris"), name, given.oneByOne(name), FilterParameters::clean)),
            new Filter("has", (given, name) -> has(name, given.list(name))),
            new Filter("reply_to", (given, name) ->
                    in(Column.of("reply_parent_uri"), name, given.list(name), FilterValues::uri)),
            new Filter("thread", (given, name) -> oneOf(Field.THREAD, name, given.list(name), FilterValues::uri)),
            new Filter("quotes", (given, name) -> in(Column.of("quote_uri"), name, given.list(name), FilterValues::uri)),
            new Filter("label", (given, name) ->
                    in(Column.ofLists("self_labels"), name, given.list(name), FilterParameters::clean)));

    /** Each with one whole number that a number of the post is compared with; that of a list is how many values it has. */
    private static final List<Bound> BOUNDS = List.of(
            new Bound("min_images", Column.of("image_count"), Comparison.AT_LEAST),
            new Bound("max_hashtags", Column.ofLists("hashtags"), Comparison.AT_MOST));

    private FilterParameters() {}

    private record Filter(String name, Reader reader) {}

    private record Bound(String name, Column column, Comparison comparison) {}

    private interface Reader {
        /** @param name of the parameter, with or without {@code not_} */
        Optional<Condition> read(Parameters given, String name);
    }

    /** Their names. */
    static List<String> names() {
        Stream<String> all = FILTERS.stream().flatMap(filter -> Stream.of(filter.name, NOT + filter.name));
        Stream<String> others = Stream.concat(BOUNDS.stream().map(Bound::name), Stream.of(SAMPLE));
        return Stream.concat(all, others).toList();
    }

    /** The condition that a parameter makes; empty if it is no such filter or has no value. */
    static Optional<Condition> condition(Parameters given, String name) {
        if (name.equals(SAMPLE)) {
            return FilterValues.sample(given.single(name).strip());
        }
        Optional<Bound> bound =
                BOUNDS.stream().filter(one -> one.name.equals(name)).findFirst();
        if (bound.isPresent()) {
            return bound.flatMap(of -> amount(of, given));
        }
        if (!name.startsWith(NOT)) {
            return condition(given, name, name);
        }
        return condition(given, name, name.substring(NOT.length())).map(Condition.Not::new);
    }

    private static Optional<Condition> condition(Parameters given, String name, String filter) {
        return FILTERS.stream()
                .filter(one -> one.name.equals(filter))
                .findFirst()
                .flatMap(one -> one.reader.read(given, name));
    }

    private static String clean(String parameter, String value) {
        return FilterValues.clean(value);
    }

    private static Optional<List<Author>> accounts(
            List<String> values, String name, BiFunction<String, String, Author> parser) {
        List<Author> accounts = values.stream().map(value -> parser.apply(name, value)).distinct().toList();
        return accounts.isEmpty() ? Optional.empty() : Optional.of(accounts);
    }

    private static Optional<Condition> oneOf(
            Field field, String name, List<String> values, BiFunction<String, String, String> parser) {
        List<String> parsed = parsed(name, values, parser);
        return parsed.isEmpty() ? Optional.empty() : Optional.of(new Condition.OneOf(field, parsed));
    }

    private static Optional<Condition> in(
            Column column, String name, List<String> values, BiFunction<String, String, String> parser) {
        List<String> parsed = parsed(name, values, parser);
        return parsed.isEmpty() ? Optional.empty() : Optional.of(new Condition.In(column, parsed));
    }

    private static List<String> parsed(String name, List<String> values, BiFunction<String, String, String> parser) {
        return values.stream().map(value -> parser.apply(name, value)).distinct().toList();
    }

    private static Optional<Condition> amount(Bound bound, Parameters given) {
        return FilterValues.count(bound.name, given.single(bound.name).strip())
                .map(value -> new Condition.Amount(bound.column, bound.comparison, value));
    }

    private static Optional<Condition> has(String name, List<String> values) {
        List<Condition> features = new ArrayList<>();
        values.forEach(value -> features.add(new Condition.Has(FilterValues.feature(name, value))));
        return features.isEmpty() ? Optional.empty() : Optional.of(Condition.any(features));
    }
}
