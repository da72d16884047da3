package dev.skytrove.query.criteria;

import dev.skytrove.query.criteria.Condition.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parameters that compare features of posts. A post meets all of them. Whether a feature is known shows later. */
final class FeatureFilters {
    private static final String FILTERS = "feature_filters";
    private static final List<String> NAMES =
            List.of(FILTERS, "min_likes", "min_reposts", "min_replies", "detected_lang", "not_detected_lang");
    private static final String NAME = "([a-z][a-z0-9_]{0,62})";
    private static final String NUMBER = "(-?\\d{1,18}(?:\\.\\d{1,18})?(?:[eE][+-]?\\d{1,2})?)";
    private static final Pattern COMPARED = Pattern.compile(NAME + "\\s*(<=|>=|<|>|=)\\s*" + NUMBER);
    private static final Pattern RANGE = Pattern.compile(NAME + "\\s*=\\s*" + NUMBER + "\\.\\." + NUMBER);
    private static final Pattern KNOWN = Pattern.compile(NAME + "\\s+(?i:is)\\s+((?i:not)\\s+)?(?i:null)");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}");
    private static final double LIKELY = 0.5;
    private static final String ACCEPTS = "comparisons such as toxicity_score>=0.8, a<1, b=2, ranges such as a=0.2..0.4,"
            + " and b is null or b is not null, separated by commas";

    private FeatureFilters() {}

    /** Their names. */
    static List<String> names() {
        return NAMES;
    }

    /** The condition that a parameter makes; empty if it is none of these or has no value. */
    static Optional<Condition> condition(Parameters given, String name) {
        return switch (name) {
            case FILTERS -> {
                List<Condition> filters =
                        given.list(FILTERS).stream().map(FeatureFilters::filter).toList();
                yield filters.isEmpty() ? Optional.empty() : Optional.of(Condition.all(filters));
            }
            case "min_likes" -> least(given, name, "like_count");
            case "min_reposts" -> least(given, name, "repost_count");
            case "min_replies" -> least(given, name, "reply_count");
            case "detected_lang" -> detected(given, name);
            case "not_detected_lang" -> detected(given, name).map(Condition.Not::new);
            default -> Optional.empty();
        };
    }

    /** A classifier says of each language how likely it is, by a feature of its own. */
    private static Optional<Condition> detected(Parameters given, String name) {
        List<Condition> languages = new ArrayList<>();
        for (String text : given.list(name)) {
            if (!LANGUAGE.matcher(text).matches()) {
                throw new InvalidParameterException(
                        name, name + " has '" + Quoted.of(text) + "'", "codes of languages such as en or gsw, separated by commas");
            }
            String feature = "detected_lang_" + text.toLowerCase(Locale.ROOT);
            languages.add(new Condition.Compared(feature, Comparison.AT_LEAST, LIKELY, name));
        }
        return languages.isEmpty() ? Optional.empty() : Optional.of(Condition.any(languages));
    }

    private static Condition filter(String text) {
        Matcher range = RANGE.matcher(text);
        if (range.matches()) {
            List<Condition> ends = new ArrayList<>();
            ends.add(compared(range.group(1), Comparison.AT_LEAST, range.group(2)));
            ends.add(compared(range.group(1), Comparison.AT_MOST, range.group(3)));
            return Condition.all(ends);
        }
        Matcher compared = COMPARED.matcher(text);
        if (compared.matches()) {
            return compared(compared.group(1), Comparison.of(compared.group(2)), compared.group(3));
        }
        Matcher known = KNOWN.matcher(text);
        if (known.matches()) {
            Condition is = new Condition.HasValue(known.group(1), FILTERS);
            return known.group(2) == null ? new Condition.Not(is) : is;
        }
        throw new InvalidParameterException(FILTERS, FILTERS + " has '" + Quoted.of(text) + "'", ACCEPTS);
    }

    private static Condition compared(String feature, Comparison comparison, String number) {
        return new Condition.Compared(feature, comparison, Double.parseDouble(number), FILTERS);
    }

    private static Optional<Condition> least(Parameters given, String name, String feature) {
        return FilterValues.count(name, given.single(name).strip())
                .map(count -> new Condition.Compared(feature, Comparison.AT_LEAST, count, name));
    }
}
