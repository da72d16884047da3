package dev.skytrove.feeds;

import dev.skytrove.feeds.Feed.Items;
import dev.skytrove.query.criteria.InvalidParameterException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads one feed of a file, and says of each value that is wrong what it may be. */
final class FeedReader {
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");
    private static final Pattern DURATION = Pattern.compile("([1-9]\\d{0,4})([mhd])");
    private static final Set<String> FIELDS = Set.of("items", "every", "within", "limit", "min_authors", "query");

    /** The flush writes it. */
    private static final String LATEST = "latest";

    private static final int MOST_AUTHORS = 1_000_000;

    private final String where;
    private final String name;

    /** @param source of the feed, for messages */
    FeedReader(String source, String name) {
        this.where = source + " is wrong at feed '" + name + "': ";
        this.name = name;
    }

    /** @throws IllegalArgumentException if it is no feed */
    Feed read(Object value) {
        if (!NAME.matcher(name).matches()) {
            throw wrong("a name has up to 64 lower-case letters, digits and hyphens");
        }
        if (name.equals(LATEST)) {
            throw wrong("the flush writes " + LATEST);
        }
        if (!(value instanceof Map<?, ?> fields)) {
            throw wrong("a feed has fields, such as items, or is false");
        }
        fields.keySet().stream().map(String::valueOf).filter(field -> !FIELDS.contains(field)).findFirst().ifPresent(field -> {
            throw wrong("there is no field '" + field + "'");
        });
        Items items = items(fields.get("items"));
        if (items != Items.POSTS && fields.containsKey("query")) {
            throw wrong("only items: posts has a query");
        }
        return new Feed(
                name,
                items,
                duration(fields, "every", "1h"),
                duration(fields, "within", "24h"),
                number(fields, "limit", 100, FeedQuery.MOST),
                number(fields, "min_authors", 10, MOST_AUTHORS),
                query(fields.get("query")));
    }

    private Items items(Object value) {
        return Stream.of(Items.values())
                .filter(items -> items.label().equals(value))
                .findFirst()
                .orElseThrow(() -> wrong("items is '" + value + "', not one of " + Items.labels()));
    }

    private Duration duration(Map<?, ?> fields, String field, String otherwise) {
        Object value = fields.containsKey(field) ? fields.get(field) : otherwise;
        Matcher matcher = DURATION.matcher(String.valueOf(value));
        if (!matcher.matches()) {
            throw wrong(field + " is '" + value + "', not a duration such as 30m, 24h or 7d");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private int number(Map<?, ?> fields, String field, int otherwise, int most) {
        Object value = fields.containsKey(field) ? fields.get(field) : Integer.valueOf(otherwise);
        if (value instanceof Integer number && number >= 1 && number <= most) {
            return number;
        }
        throw wrong(field + " is '" + value + "', not a whole number from 1 to " + most);
    }

    private Map<String, List<String>> query(Object value) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        switch (value) {
            case null -> {
                // Every post.
            }
            case Map<?, ?> parameters -> parameters.forEach((parameter, given) -> query.put(
                    String.valueOf(parameter),
                    given instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of(String.valueOf(given))));
            default -> throw wrong("query has the parameters of a search with their values");
        }
        for (String own : FeedQuery.OWN) {
            if (query.containsKey(own)) {
                throw wrong("query has '" + own + "', which the feed says by itself");
            }
        }
        try {
            FeedQuery.criteria(query, Instant.EPOCH, Instant.EPOCH, 1);
        } catch (InvalidParameterException e) {
            throw wrong("query is wrong: " + e.getMessage());
        }
        return query;
    }

    private IllegalArgumentException wrong(String reason) {
        return new IllegalArgumentException(where + reason);
    }
}
