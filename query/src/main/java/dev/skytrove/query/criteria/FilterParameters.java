package dev.skytrove.query.criteria;

import dev.skytrove.query.criteria.Condition.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The parameters that filter posts by one thing each. Their values are alternatives; {@code not_} rules all of them out. */
final class FilterParameters {
    /** What {@code username} and {@code uri} may have. */
    private static final int MANY = 500;

    private static final String NOT = "not_";
    private static final String SAMPLE = "sample";

    /** All but {@code sample}, which nothing rules out. */
    private static final List<Filter> FILTERS = List.of(
            new Filter("username", (given, name) ->
                    accounts(given.list(name, MANY), name, AuthorParameter::author).map(Condition.From::new)),
            new Filter("uri", (given, name) -> oneOf(Field.URI, name, given.list(name, MANY), FilterValues::uri)),
            new Filter("lang", (given, name) -> oneOf(Field.LANG, name, given.list(name), FilterValues::lang)),
            new Filter("hashtag", (given, name) -> oneOf(Field.HASHTAG, name, given.list(name), FilterValues::hashtag)),
            new Filter("mention", (given, name) ->
                    accounts(given.list(name), name, AuthorParameter::account).map(Condition.Mentions::new)),
            new Filter("domain", (given, name) -> oneOf(Field.DOMAIN, name, given.list(name), FilterValues::domain)),
            new Filter("url", (given, name) -> oneOf(Field.URL, name, given.oneByOne(name), FilterParameters::clean)),
            new Filter("has", (given, name) -> has(name, given.list(name))),
            new Filter("reply_to", (given, name) -> oneOf(Field.REPLY_TO, name, given.list(name), FilterValues::uri)),
            new Filter("thread", (given, name) -> oneOf(Field.THREAD, name, given.list(name), FilterValues::uri)),
            new Filter("quotes", (given, name) -> oneOf(Field.QUOTES, name, given.list(name), FilterValues::uri)),
            new Filter("label", (given, name) -> oneOf(Field.LABEL, name, given.list(name), FilterParameters::clean)));

    private FilterParameters() {}

    private record Filter(String name, Reader reader) {}

    private interface Reader {
        /** @param name of the parameter, with or without {@code not_} */
        Optional<Condition> read(Parameters given, String name);
    }

    /** Their names. */
    static List<String> names() {
        Stream<String> all = FILTERS.stream().flatMap(filter -> Stream.of(filter.name, NOT + filter.name));
        return Stream.concat(all, Stream.of(SAMPLE)).toList();
    }

    /** The condition that a parameter makes; empty if it is no such filter or has no value. */
    static Optional<Condition> condition(Parameters given, String name) {
        if (name.equals(SAMPLE)) {
            return FilterValues.sample(given.single(name).strip());
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
        List<String> parsed = values.stream().map(value -> parser.apply(name, value)).distinct().toList();
        return parsed.isEmpty() ? Optional.empty() : Optional.of(new Condition.OneOf(field, parsed));
    }

    private static Optional<Condition> has(String name, List<String> values) {
        List<Condition> features = new ArrayList<>();
        values.forEach(value -> features.add(new Condition.Has(FilterValues.feature(name, value))));
        return features.isEmpty() ? Optional.empty() : Optional.of(Condition.any(features));
    }
}
