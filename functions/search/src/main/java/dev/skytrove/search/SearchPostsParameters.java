package dev.skytrove.search;

import dev.skytrove.query.criteria.Condition;
import dev.skytrove.query.criteria.CriteriaParser;
import dev.skytrove.query.criteria.InvalidParameterException;
import dev.skytrove.query.criteria.Quoted;
import dev.skytrove.query.criteria.SearchCriteria;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The parameters of {@code app.bsky.feed.searchPosts}, as searches here have them. */
final class SearchPostsParameters {
    private static final int DEFAULT_LIMIT = 25;
    private static final int MOST = 100;

    private static final String TAG = "tag";

    /** Each of the lexicon's that has one value, and what it is here. */
    private static final Map<String, String> NAMES = names();

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private SearchPostsParameters() {}

    static CriteriaParser parser(Clock clock) {
        return CriteriaParser.ofPages(clock, DEFAULT_LIMIT, MOST);
    }

    /**
     * What a request asks for.
     *
     * @throws InvalidParameterException if a parameter is missing, unknown, given twice or not acceptable; named as the
     *     lexicon does
     */
    static SearchCriteria criteria(CriteriaParser parser, Map<String, List<String>> given) {
        requireKnown(given);
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        NAMES.forEach((theirs, ours) -> {
            String value = single(given, theirs);
            if (!value.isBlank()) {
                parameters.put(ours, List.of(value));
            }
        });
        adapt(parameters);
        requireSort(single(given, "sort"));
        List<String> tags = given.getOrDefault(TAG, List.of());
        if (!tags.isEmpty()) {
            parameters.put("hashtag", tags);
        }
        try {
            SearchCriteria criteria = parser.parse(parameters);
            return criteria.with(everyTag(criteria.condition()));
        } catch (InvalidParameterException e) {
            throw new InvalidParameterException(theirs(e.parameter()), e.getMessage(), e.accepts());
        }
    }

    /** What the lexicons mean by values that mean something else here, and when they want to be told a total. */
    static void adapt(Map<String, List<String>> parameters) {
        parameters.computeIfPresent("text", (name, q) -> List.of(q.getFirst().strip().equals("*") ? "" : q.getFirst()));
        // Not in: a date here would be that whole day.
        parameters.computeIfPresent("end", (name, until) ->
                List.of(DATE.matcher(until.getFirst().strip()).matches() ? until.getFirst().strip() + "T00:00" : until.getFirst()));
        if (parameters.containsKey("start") && !parameters.containsKey("cursor")) {
            // Only of a range that ends somewhere: else it would be a count of the whole lake.
            parameters.put("count", List.of("true"));
        }
    }

    /** Several tags must all be there, where they are alternatives here. */
    private static Condition everyTag(Condition condition) {
        return switch (condition) {
            case Condition.All all ->
                new Condition.All(all.conditions().stream().map(SearchPostsParameters::everyTag).toList());
            case Condition.OneOf oneOf when oneOf.field() == Condition.Field.HASHTAG -> {
                List<Condition> each = new ArrayList<>();
                oneOf.values().forEach(tag -> each.add(new Condition.OneOf(oneOf.field(), List.of(tag))));
                yield Condition.all(each);
            }
            default -> condition;
        };
    }

    private static void requireKnown(Map<String, List<String>> given) {
        KnownParameters.require(
                given, Stream.concat(NAMES.keySet().stream(), Stream.of("sort", TAG)).toArray(String[]::new));
        if (single(given, "q").isBlank()) {
            throw new InvalidParameterException("q", "q is missing", "a query, or * for any text");
        }
    }

    /** The value of a parameter that may have one; empty if it has none. */
    static String single(Map<String, List<String>> given, String name) {
        List<String> values = given.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new InvalidParameterException(name, name + " is given " + values.size() + " times", "one value");
        }
        return values.isEmpty() ? "" : values.getFirst();
    }

    private static void requireSort(String sort) {
        if (!List.of("", "top", "latest").contains(sort)) {
            throw new InvalidParameterException("sort", "sort is '" + Quoted.of(sort) + "'", "latest or top");
        }
    }

    private static String theirs(String ours) {
        return NAMES.entrySet().stream()
                .filter(name -> name.getValue().equals(ours))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(ours.equals("hashtag") ? TAG : ours);
    }

    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("q", "text");
        names.put("since", "start");
        names.put("until", "end");
        names.put("mentions", "mention");
        names.put("author", "username");
        names.put("lang", "lang");
        names.put("domain", "domain");
        names.put("url", "url");
        names.put("limit", "limit");
        names.put("cursor", "cursor");
        return names;
    }
}
