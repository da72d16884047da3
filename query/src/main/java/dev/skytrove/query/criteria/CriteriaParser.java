package dev.skytrove.query.criteria;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads a search from the parameters of a request, as {@code docs/api.md} describes them. A parameter without a value
 * is as good as none, since forms send all their fields; only {@code exact} without a value means true.
 */
public final class CriteriaParser {
    private static final List<String> KNOWN =
            List.of("text", "username", "start", "end", "exact", "limit", "cursor", "incomplete");
    private static final String CURSOR_ACCEPTS = "the next_cursor of an earlier answer, unchanged";
    private static final Pattern DIGITS = Pattern.compile("\\d{1,9}");

    private final int defaultLimit;
    private final int maximumLimit;
    private final List<String> known;

    /**
     * @param defaultLimit the limit of a request that names none
     * @param maximumLimit the largest limit that a request may name
     * @param others further parameters that a request may have; see {@link #flag}
     * @throws IllegalArgumentException unless {@code 1 <= defaultLimit <= maximumLimit}
     */
    public CriteriaParser(int defaultLimit, int maximumLimit, String... others) {
        if (defaultLimit < 1 || maximumLimit < defaultLimit) {
            throw new IllegalArgumentException("no limits: default " + defaultLimit + ", maximum " + maximumLimit);
        }
        this.defaultLimit = defaultLimit;
        this.maximumLimit = maximumLimit;
        this.known = Stream.concat(KNOWN.stream(), Arrays.stream(others)).toList();
    }

    /**
     * The search that a request asks for.
     *
     * @param parameters each parameter's values, decoded
     * @throws InvalidParameterException if one is unknown, given twice or not acceptable
     */
    public SearchCriteria parse(Map<String, List<String>> parameters) {
        parameters.forEach(this::requireKnownAndSingle);
        boolean exact = flag(parameters, "exact");
        return new SearchCriteria(
                TextParameter.needles(value(parameters, "text"), exact),
                AuthorParameter.parse(value(parameters, "username")),
                range(value(parameters, "start"), value(parameters, "end")),
                after(value(parameters, "cursor").strip()),
                limit(value(parameters, "limit").strip()),
                complete(value(parameters, "incomplete").strip()));
    }

    private void requireKnownAndSingle(String name, List<String> values) {
        if (!known.contains(name)) {
            String detail = "there is no parameter '" + Quoted.of(name) + "'";
            throw new InvalidParameterException(Quoted.of(name), detail, "the parameters are " + String.join(", ", known));
        }
        if (values.size() > 1) {
            String detail = name + " is given " + values.size() + " times";
            throw new InvalidParameterException(name, detail, "one value");
        }
    }

    private static String value(Map<String, List<String>> parameters, String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }

    /**
     * Whether a parameter is there and true: {@code true}, {@code 1} or without a value.
     *
     * @throws InvalidParameterException if it is neither true nor false
     */
    public static boolean flag(Map<String, List<String>> parameters, String name) {
        if (!parameters.containsKey(name)) {
            return false;
        }
        String value = value(parameters, name);
        return switch (value) {
            case "true", "1", "" -> true;
            case "false", "0" -> false;
            default ->
                throw new InvalidParameterException(
                        name, name + " is '" + Quoted.of(value) + "'", "true or false (also 1 or 0)");
        };
    }

    private static boolean complete(String incomplete) {
        return switch (incomplete) {
            case "allow", "" -> false;
            case "refuse" -> true;
            default ->
                throw new InvalidParameterException(
                        "incomplete", "incomplete is '" + Quoted.of(incomplete) + "'", "allow or refuse");
        };
    }

    private static TimeRange range(String start, String end) {
        Instant from = start.isBlank() ? TimeRange.ALL.start() : TimeParameter.start(start);
        Instant until = end.isBlank() ? TimeRange.ALL.end() : TimeParameter.end(end);
        if (until.isBefore(from)) {
            throw new InvalidParameterException("end", "end is before start", "a time that is not before start");
        }
        return new TimeRange(from, until);
    }

    private static Position after(String cursor) {
        try {
            return cursor.isEmpty() ? Position.START : Position.decode(cursor);
        } catch (IllegalArgumentException e) {
            throw new InvalidParameterException("cursor", "cursor is none that was handed out", CURSOR_ACCEPTS);
        }
    }

    private int limit(String text) {
        if (text.isEmpty()) {
            return defaultLimit;
        }
        int limit = DIGITS.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > maximumLimit) {
            String accepts = "a whole number from 1 to " + maximumLimit;
            throw new InvalidParameterException("limit", "limit is '" + Quoted.of(text) + "'", accepts);
        }
        return limit;
    }
}
