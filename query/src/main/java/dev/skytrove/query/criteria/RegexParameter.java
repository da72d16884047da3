package dev.skytrove.query.criteria;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parameters {@code regex} and {@code not_regex}: they find texts that no index has, so only in a bounded range.
 *
 * @param longest how much time there may be from the start to the end of a range; zero refuses all
 */
record RegexParameter(Duration longest) {
    /** Refuses all. */
    static final RegexParameter OFF = new RegexParameter(Duration.ZERO);

    private static final String REGEX = "regex";
    private static final String NOT_REGEX = "not_regex";
    /** Both. */
    static final List<String> NAMES = List.of(REGEX, NOT_REGEX);

    private static final int LONGEST_PATTERN = 500;
    private static final int MOST_PATTERNS = 5;
    /** {@link RegexSize} of all together: with ten thousand, the 2,048 texts that DuckDB reads at once take a minute. */
    private static final long LARGEST = 500;

    /** @throws IllegalArgumentException if {@code longest} is negative */
    RegexParameter {
        if (longest.isNegative()) {
            throw new IllegalArgumentException("the longest range of a regular expression is negative: " + longest);
        }
    }

    /**
     * The condition that a parameter makes; empty if it is none of these or has no value.
     *
     * @throws InvalidParameterException if there are too many patterns, or one is too long
     */
    Optional<Condition> condition(Parameters given, String name) {
        return switch (name) {
            case REGEX -> any(given, name);
            case NOT_REGEX -> any(given, name).map(Condition.Not::new);
            default -> Optional.empty();
        };
    }

    /** @throws InvalidParameterException if a pattern is given for a range that is open or too long, or they are too large */
    void requireCheap(Parameters given, TimeRange range, Clock clock) {
        long size = 0;
        for (String name : NAMES) {
            for (String pattern : patterns(given, name)) {
                size += Math.min(LARGEST + 1, RegexSize.of(pattern));
            }
            if (size > LARGEST) {
                throw new InvalidParameterException(
                        name,
                        name + " tells of too many characters, repetitions such as {100} written out",
                        "expressions of at most " + LARGEST + " characters together, (ab){10} counted as 20, . and \\pL as "
                                + RegexSize.CATEGORY + ", \\pL in an expression with ?, * or | as " + RegexSize.VARIABLE_CATEGORY);
            }
            if (!patterns(given, name).isEmpty() && !isShort(range, clock.instant())) {
                throw new InvalidParameterException(
                        name,
                        name + " is given for more time than " + told(),
                        "start, and end if need be, with at most " + told() + " between them");
            }
        }
    }

    private Optional<Condition> any(Parameters given, String name) {
        List<Condition> patterns = new ArrayList<>();
        for (String pattern : patterns(given, name)) {
            patterns.add(new Condition.Regex(FilterValues.clean(pattern), name));
        }
        if (patterns.isEmpty()) {
            return Optional.empty();
        }
        if (longest.isZero()) {
            throw new InvalidParameterException(name, "regular expressions are switched off here", "nothing");
        }
        return Optional.of(Condition.any(patterns));
    }

    private static List<String> patterns(Parameters given, String name) {
        List<String> patterns = given.all(name).stream().filter(pattern -> !pattern.isBlank()).toList();
        if (patterns.size() > MOST_PATTERNS) {
            throw new InvalidParameterException(
                    name, name + " is given " + patterns.size() + " times", "at most " + MOST_PATTERNS + " times");
        }
        for (String pattern : patterns) {
            if (pattern.length() > LONGEST_PATTERN) {
                throw new InvalidParameterException(
                        name,
                        name + " has " + pattern.length() + " characters",
                        "at most " + LONGEST_PATTERN + " characters");
            }
        }
        return patterns;
    }

    /** Nothing is expected to come from later than now. */
    private boolean isShort(TimeRange range, Instant now) {
        if (range.isEmpty()) {
            return true;
        }
        Instant end = range.end().equals(TimeRange.ALL.end()) ? now : range.end();
        return Duration.between(range.start(), end).compareTo(longest) <= 0;
    }

    private String told() {
        return longest.toHours() % 24 == 0 ? longest.toDays() + " days" : longest.toSeconds() + " seconds";
    }
}
