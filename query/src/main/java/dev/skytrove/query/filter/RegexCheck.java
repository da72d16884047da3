package dev.skytrove.query.filter;

import dev.skytrove.query.criteria.Condition;
import dev.skytrove.query.criteria.InvalidParameterException;
import dev.skytrove.query.criteria.Quoted;
import dev.skytrove.query.duckdb.QueryFailedException;
import dev.skytrove.query.duckdb.Session;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tries regular expressions before anything is read: RE2 itself says what is wrong with one. */
public final class RegexCheck {
    private static final String TRY = "SELECT regexp_matches('', ?)";
    private static final Pattern KIND = Pattern.compile("^(?:.*?: )?Invalid Input Error: ", Pattern.DOTALL);

    private RegexCheck() {}

    /**
     * Compiles all expressions of a condition.
     *
     * @throws InvalidParameterException if one of them is none of RE2
     */
    public static void require(Session session, Condition condition) {
        switch (condition) {
            case Condition.All all -> all.conditions().forEach(part -> require(session, part));
            case Condition.Any any -> any.conditions().forEach(part -> require(session, part));
            case Condition.Not not -> require(session, not.condition());
            case Condition.Regex regex -> require(session, regex);
            default -> {}
        }
    }

    private static void require(Session session, Condition.Regex regex) {
        try {
            session.list(TRY, row -> row.getBoolean(1), regex.pattern());
        } catch (QueryFailedException e) {
            throw new InvalidParameterException(
                    regex.parameter(),
                    regex.parameter() + " is '" + Quoted.of(regex.pattern()) + "': " + reason(e),
                    "a regular expression of RE2");
        }
    }

    private static String reason(QueryFailedException failure) {
        String message = String.valueOf(failure.getCause() == null ? failure.getMessage() : failure.getCause().getMessage());
        Matcher kind = KIND.matcher(message);
        return Quoted.of(kind.find() ? message.substring(kind.end()) : message);
    }
}
