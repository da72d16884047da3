package dev.skytrove.query.aggregate;

import dev.skytrove.lake.schema.FeatureName;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is told of the values that the posts of a bucket have of a feature; nothing where none has one.
 *
 * @param feature its name
 * @param name of the statistic: {@code min}, {@code max}, {@code avg}, {@code median}, or {@code p1} to {@code p99}, the least value
 *     such that at least so many percent of the values are not greater
 */
public record FeatureMeasure(String feature, String name) {
    /** How it is written, for people. */
    static final String FORM = "<feature>:min, :max, :avg, :median or :p1 to :p99 such as toxicity_score:p90";

    private static final Pattern NAME = Pattern.compile("min|max|avg|median|p[1-9][0-9]?");
    private static final Pattern WRITTEN = Pattern.compile("([a-z][a-z0-9_]{0,62}):(" + NAME + ")");
    private static final int HALF = 50;

    /** @throws IllegalArgumentException if no feature may have such a name, or there is no such statistic */
    public FeatureMeasure {
        if (!FeatureName.isOne(feature) || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("no statistic of a feature: " + feature + ", " + name);
        }
    }

    /** The one that a text is; empty if it is none. */
    static Optional<FeatureMeasure> written(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        return matcher.matches() && FeatureName.isOne(matcher.group(1))
                ? Optional.of(new FeatureMeasure(matcher.group(1), matcher.group(2)))
                : Optional.empty();
    }

    /** Its name in requests and answers. */
    public String label() {
        return feature + ":" + name;
    }

    /** SQL over rows of {@code value}, {@code posts} that have it, {@code upto} that have it or a lesser one, and {@code total}. */
    String sql() {
        return switch (name) {
            case "min" -> "min(value)";
            case "max" -> "max(value)";
            case "avg" -> "sum(value * posts) / sum(posts)";
            case "median" -> quantile(HALF);
            default -> quantile(Integer.parseInt(name.substring(1)));
        };
    }

    private static String quantile(int percent) {
        return "min(value) FILTER (WHERE upto * 100 >= " + percent + " * total)";
    }
}
