package dev.skytrove.query.aggregate;

import dev.skytrove.query.criteria.InvalidParameterException;
import dev.skytrove.query.criteria.Quoted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what is to be counted from the parameters of a request, as {@code docs/api.md} describes them. */
public final class AggregateParser {
    static final String BY = "by";
    static final String MEASURES = "measures";
    private static final String TOP = "top";
    private static final String MIN_COUNT = "min_count";

    private static final int DEFAULT_TOP = 10;
    private static final int MOST_TOP = 1000;
    private static final int MOST_MIN_COUNT = 999_999_999;
    private static final int MOST_AGGREGATIONS = 8;
    private static final int MOST_VALUES = 8;
    private static final Pattern DIGITS = Pattern.compile("\\d{1,9}");
    private static final Pattern COMMA = Pattern.compile(",");

    private AggregateParser() {}

    /** The parameters that are read. */
    public static List<String> parameters() {
        return List.of(BY, MEASURES, TOP, MIN_COUNT);
    }

    /**
     * What a request asks for.
     *
     * @param parameters each parameter's values, decoded; others than {@link #parameters} are left alone
     * @throws InvalidParameterException if one is not acceptable
     */
    public static AggregateRequest parse(Map<String, List<String>> parameters) {
        return new AggregateRequest(
                aggregations(parameters.getOrDefault(BY, List.of())),
                measures(parameters.getOrDefault(MEASURES, List.of())),
                values(parameters.getOrDefault(MEASURES, List.of())),
                number(parameters, TOP, DEFAULT_TOP, MOST_TOP),
                number(parameters, MIN_COUNT, 1, MOST_MIN_COUNT));
    }

    private static List<Aggregation> aggregations(List<String> values) {
        List<Aggregation> aggregations = new ArrayList<>();
        for (String value : values) {
            if (!value.isBlank()) {
                aggregations.add(aggregation(value));
            }
        }
        if (aggregations.size() > MOST_AGGREGATIONS) {
            throw refused(BY, "by is given " + aggregations.size() + " times", "at most " + MOST_AGGREGATIONS);
        }
        return aggregations.isEmpty() ? List.of(new Aggregation(List.of())) : aggregations;
    }

    private static Aggregation aggregation(String value) {
        String names = Dimension.all().stream().map(Dimension::label).collect(Collectors.joining(", ")) + ", " + FeatureDimension.FORM;
        String accepts = "one or two different of " + names + ", separated by a comma, at most one of them a time;"
                + " further aggregations each as by=…";
        try {
            return new Aggregation(words(value)
                    .map(word -> Dimension.labelled(word)
                            .orElseThrow(() -> refused(BY, "by is '" + Quoted.of(value) + "'", accepts)))
                    .toList());
        } catch (IllegalArgumentException e) {
            throw refused(BY, "by is '" + Quoted.of(value) + "'", accepts);
        }
    }

    private static Set<Measure> measures(List<String> values) {
        Set<Measure> measures = EnumSet.of(Measure.COUNT);
        values.stream()
                .flatMap(AggregateParser::words)
                .filter(word -> FeatureMeasure.written(word).isEmpty())
                .forEach(word -> measures.add(Arrays.stream(Measure.values())
                        .filter(measure -> measure.label().equals(word))
                        .findFirst()
                        .orElseThrow(() -> refused(
                                MEASURES,
                                "measures has '" + Quoted.of(word) + "'",
                                names() + " and " + FeatureMeasure.FORM + ", separated by commas"))));
        return measures;
    }

    private static String names() {
        return Arrays.stream(Measure.values()).map(Measure::label).collect(Collectors.joining(", "));
    }

    private static List<FeatureMeasure> values(List<String> values) {
        List<FeatureMeasure> all = values.stream()
                .flatMap(AggregateParser::words)
                .flatMap(word -> FeatureMeasure.written(word).stream())
                .distinct()
                .toList();
        if (all.size() > MOST_VALUES) {
            throw refused(MEASURES, "measures has " + all.size() + " of features", "at most " + MOST_VALUES);
        }
        return all;
    }

    private static int number(Map<String, List<String>> parameters, String name, int usual, int most) {
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw refused(name, name + " is given " + values.size() + " times", "one value");
        }
        String text = values.isEmpty() ? "" : values.getFirst().strip();
        if (text.isEmpty()) {
            return usual;
        }
        int number = DIGITS.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (number < 1 || number > most) {
            throw refused(name, name + " is '" + Quoted.of(text) + "'", "a whole number from 1 to " + most);
        }
        return number;
    }

    private static Stream<String> words(String value) {
        return COMMA.splitAsStream(value).map(String::strip).filter(word -> !word.isEmpty());
    }

    private static InvalidParameterException refused(String parameter, String detail, String accepts) {
        return new InvalidParameterException(parameter, detail, accepts);
    }
}
