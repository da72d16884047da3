package dev.skytrove.query.aggregate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What posts are counted by. */
public sealed interface Dimension permits TimeDimension, KeyDimension {
    /** Its name in requests and answers, for example {@code hour}. */
    String label();

    /** The name of a column of it, among those of an aggregation. */
    default String column(String suffix) {
        return label() + suffix;
    }

    /** All of them but spans of features. */
    static List<Dimension> all() {
        return Stream.<Dimension>concat(Arrays.stream(TimeDimension.values()), Arrays.stream(ValueDimension.values()))
                .toList();
    }

    /** The one with this name; empty if none has it. */
    static Optional<Dimension> labelled(String label) {
        return all().stream()
                .filter(dimension -> dimension.label().equals(label))
                .findFirst()
                .or(() -> FeatureDimension.written(label));
    }

    /** The name of a constant of an enum as requests have it. */
    static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
