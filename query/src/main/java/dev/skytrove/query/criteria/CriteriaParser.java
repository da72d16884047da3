package dev.skytrove.query.criteria;

import dev.skytrove.lake.snapshot.SnapshotName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads a search from the parameters of a request, as {@code docs/api.md} describes them. A parameter without a value
 * is as good as none, since forms send all their fields; only flags without a value mean true.
 */
public final class CriteriaParser {
    private static final String SNAPSHOT = "snapshot";

    /** Filters that ask of posts, and of who wrote them: of nothing else. */
    private static final List<String> OF_POSTS = Stream.of(
                    List.of("text", "exact", "start", "end"), FilterParameters.names(), RegexParameter.NAMES)
            .flatMap(List::stream)
            .toList();

    /** The filters: what decides which posts are found. */
    private static final List<String> FILTERS = Stream.of(
                    OF_POSTS, FeatureFilters.names(), List.of(CriteriaParser.SNAPSHOT))
            .flatMap(List::stream)
            .toList();

    /** What decides which part of them is shown, and in which order. */
    private static final List<String> PAGING = List.of("limit", "cursor", "sort", "seed", "count");

    private static final String INCOMPLETE = "incomplete";
    private static final String CURSOR_ACCEPTS = "the next_cursor of an earlier answer, unchanged";

    /** A limit with a ranking: posts of all ranks are held until all are known. */
    private static final int MOST_RANKED = 100_000;

    private static final Pattern DIGITS = Pattern.compile("\\d{1,9}");

    private final Clock clock;
    private final int defaultLimit;
    private final int maximumLimit;
    private final List<String> known;
    private final RegexParameter regex;

    private CriteriaParser(
            Clock clock, int defaultLimit, int maximumLimit, Stream<String> known, RegexParameter regex) {
        if (defaultLimit < 1 || maximumLimit < defaultLimit) {
            throw new IllegalArgumentException("no limits: default " + defaultLimit + ", maximum " + maximumLimit);
        }
        this.clock = clock;
        this.defaultLimit = defaultLimit;
        this.maximumLimit = maximumLimit;
        this.known = known.toList();
        this.regex = regex;
    }

    /**
     * Of requests for a part of the posts found.
     *
     * @param clock what relative times are relative to
     * @param defaultLimit the limit of a request that names none
     * @param maximumLimit the largest limit that a request may name
     * @param others further parameters that a request may have; see {@link #flag}
     * @throws IllegalArgumentException unless {@code 1 <= defaultLimit <= maximumLimit}
     */
    public static CriteriaParser ofPages(Clock clock, int defaultLimit, int maximumLimit, String... others) {
        Stream<String> own = Stream.concat(FILTERS.stream(), Stream.concat(PAGING.stream(), Stream.of(INCOMPLETE)));
        return new CriteriaParser(
                clock, defaultLimit, maximumLimit, Stream.concat(own, Arrays.stream(others)), RegexParameter.OFF);
    }

    /**
     * Of requests about all posts found, which know the filters, but neither {@code limit}, {@code cursor}, {@code sort} nor
     * {@code count}.
     *
     * @param clock what relative times are relative to
     * @param others further parameters that a request may have; see {@link #flag}
     */
    public static CriteriaParser ofFilters(Clock clock, String... others) {
        Stream<String> own = Stream.concat(FILTERS.stream(), Stream.of(INCOMPLETE));
        return new CriteriaParser(clock, 1, 1, Stream.concat(own, Arrays.stream(others)), RegexParameter.OFF);
    }

    /**
     * The same, with regular expressions.
     *
     * @param longest how much time there may be from the start to the end of what one is searched in; zero refuses all
     */
    public CriteriaParser withRegex(Duration longest) {
        return new CriteriaParser(clock, defaultLimit, maximumLimit, known.stream(), new RegexParameter(longest));
    }

    /**
     * The search that a request asks for.
     *
     * @param parameters each parameter's values, decoded
     * @throws InvalidParameterException if one is unknown, given twice where it has one value, or not acceptable
     */
    public SearchCriteria parse(Map<String, List<String>> parameters) {
        parameters.keySet().forEach(this::requireKnown);
        Parameters given = new Parameters(parameters);
        Sort sort = Sort.of(given);
        // Never 0, which stands for any.
        long query = (31 * given.fingerprint(FILTERS) + sort.fingerprint()) | 1;
        Narrowed narrowed = Narrowed.of(conditions(given, parameters.keySet()), range(given));
        regex.requireCheap(given, narrowed.range(), clock);
        return new SearchCriteria(
                narrowed.condition(),
                narrowed.range(),
                sort.order(),
                sort.ranking(),
                after(given.single("cursor").strip(), sort, query),
                limit(given.single("limit").strip(), sort),
                complete(given.single(INCOMPLETE).strip()),
                given.flag("count"),
                query,
                snapshot(given.single(SNAPSHOT).strip()),
                false);
    }

    /** The filters that ask of posts, and of who wrote them: neither of features nor of a snapshot. */
    public static List<String> filtersOfPosts() {
        return OF_POSTS;
    }

    private List<Condition> conditions(Parameters given, Set<String> names) {
        List<Condition> conditions = new ArrayList<>();
        TextParameter.condition(given.single("text"), given.flag("exact"), clock).ifPresent(conditions::add);
        for (String name : names) {
            FilterParameters.condition(given, name).ifPresent(conditions::add);
            FeatureFilters.condition(given, name).ifPresent(conditions::add);
            regex.condition(given, name).ifPresent(conditions::add);
        }
        return conditions;
    }

    private void requireKnown(String name) {
        if (!known.contains(name)) {
            String detail = "there is no parameter '" + Quoted.of(name) + "'";
            throw new InvalidParameterException(Quoted.of(name), detail, "the parameters are " + String.join(", ", known));
        }
    }

    /**
     * Whether a parameter is there and true: {@code true}, {@code 1} or without a value.
     *
     * @throws InvalidParameterException if it is neither true nor false, or given twice
     */
    public static boolean flag(Map<String, List<String>> parameters, String name) {
        return new Parameters(parameters).flag(name);
    }

    private static Optional<SnapshotName> snapshot(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(SnapshotName.parse(text));
        } catch (IllegalArgumentException e) {
            throw new InvalidParameterException(
                    SNAPSHOT, "snapshot is '" + Quoted.of(text) + "'", "the time of a snapshot, such as 20260710T070000Z");
        }
    }

    private static boolean complete(String incomplete) {
        return switch (incomplete) {
            case "allow", "" -> false;
            case "refuse" -> true;
            default ->
                throw new InvalidParameterException(
                        INCOMPLETE, "incomplete is '" + Quoted.of(incomplete) + "'", "allow or refuse");
        };
    }

    private TimeRange range(Parameters given) {
        String start = given.single("start");
        String end = given.single("end");
        Instant from = start.isBlank() ? TimeRange.ALL.start() : TimeParameter.start(start, clock);
        Instant until = end.isBlank() ? TimeRange.ALL.end() : TimeParameter.end(end, clock);
        if (until.isBefore(from)) {
            throw new InvalidParameterException("end", "end is before start", "a time that is not before start");
        }
        return new TimeRange(from, until);
    }

    private static Position after(String text, Sort sort, long query) {
        if (text.isEmpty()) {
            return sort.order().start();
        }
        Cursor cursor = cursor(text);
        // Cursors of older versions belong to no search, and to the one order that there was.
        if (cursor.query() != query && (cursor.query() != Cursor.ANY || sort.order() != Order.NEWEST)) {
            throw new InvalidParameterException("cursor", "cursor is that of another search", CURSOR_ACCEPTS);
        }
        return cursor.place();
    }

    private static Cursor cursor(String text) {
        try {
            return Cursor.decode(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidParameterException("cursor", "cursor is none that was handed out", CURSOR_ACCEPTS);
        }
    }

    private int limit(String text, Sort sort) {
        int most = sort.ranking().isPresent() ? Math.min(maximumLimit, MOST_RANKED) : maximumLimit;
        if (text.isEmpty()) {
            return defaultLimit;
        }
        int limit = DIGITS.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > most) {
            String accepts = "a whole number from 1 to " + most;
            throw new InvalidParameterException("limit", "limit is '" + Quoted.of(text) + "'", accepts);
        }
        return limit;
    }
}
