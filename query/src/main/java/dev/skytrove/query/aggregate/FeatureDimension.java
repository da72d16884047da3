package dev.skytrove.query.aggregate;

import dev.skytrove.lake.schema.FeatureName;
import dev.skytrove.query.filter.PostSql;
import dev.skytrove.query.fold.PostColumn;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Spans of the values of a feature, all of one width, told by their lower ends, which they include. A post without a value is
 * in none.
 *
 * @param feature its name
 * @param width of a span, above 0, with at most nine digits before and behind the point
 */
public record FeatureDimension(String feature, BigDecimal width) implements KeyDimension {
    /** How it is written, for people. */
    static final String FORM = "<feature>:<width> such as toxicity_score:0.1";

    private static final Pattern WRITTEN = Pattern.compile("([a-z][a-z0-9_]{0,62}):(\\d{1,9}(?:\\.\\d{1,9})?)");

    /** @throws IllegalArgumentException if no feature may have such a name, or the width is none */
    public FeatureDimension {
        width = width.stripTrailingZeros();
        if (!FeatureName.isOne(feature) || width.signum() <= 0) {
            throw new IllegalArgumentException("no spans of a feature: " + feature + ", " + width);
        }
    }

    /** The one that a text is; empty if it is none. */
    static Optional<FeatureDimension> written(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        if (!matcher.matches() || !FeatureName.isOne(matcher.group(1)) || new BigDecimal(matcher.group(2)).signum() == 0) {
            return Optional.empty();
        }
        return Optional.of(new FeatureDimension(matcher.group(1), new BigDecimal(matcher.group(2))));
    }

    @Override
    public String label() {
        return feature + ":" + width.toPlainString();
    }

    /** A name of columns: a feature is in an aggregation once. */
    @Override
    public String column(String suffix) {
        return "f_" + feature + suffix;
    }

    /** Rounded before it is cut, so that 0.3 is not below the third tenth. Name and width are of the forms above alone. */
    @Override
    public Optional<PostColumn> column() {
        String value = PostSql.saidOf(feature);
        String number = "try_cast(floor(round(" + value + " / " + width.toPlainString() + "::DOUBLE, 9)) AS BIGINT)";
        String start = "regexp_replace((" + number + " * " + width.toPlainString() + "::DECIMAL(18, 9))::VARCHAR, '[.]?0+$', '')";
        return Optional.of(new PostColumn(
                column("_keys"), "VARCHAR[]", "list_filter([" + start + "], lambda x: x IS NOT NULL)"));
    }

    @Override
    public String sql() {
        return "unnest(" + column("_keys") + ")";
    }
}
