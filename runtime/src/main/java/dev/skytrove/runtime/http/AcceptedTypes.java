package dev.skytrove.runtime.http;

import io.micronaut.http.MediaType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which types of answers a client takes: the header {@code Accept} of RFC 9110, 12.5.1. */
final class AcceptedTypes {
    private static final Pattern RANGE = Pattern.compile("\\s*([^\\s/;]+)/([^\\s/;]+)\\s*(;.*)?", Pattern.DOTALL);
    private static final Pattern ZERO = Pattern.compile("(?i).*;\\s*q=0(\\.0{0,3})?\\s*(;.*)?", Pattern.DOTALL);
    private static final String ANY = "*";

    private final List<Range> ranges;

    private AcceptedTypes(List<Range> ranges) {
        this.ranges = ranges;
    }

    /** What header fields say; all types if they say nothing. What is no range of types is passed over. */
    static AcceptedTypes parse(List<String> fields) {
        return new AcceptedTypes(fields.stream()
                .flatMap(field -> Arrays.stream(field.split(",", -1)))
                .flatMap(range -> Range.parse(range).stream())
                .toList());
    }

    /** Of the ranges that a type is in, the narrowest decides. */
    boolean includes(MediaType type) {
        return ranges.isEmpty()
                || ranges.stream()
                        .filter(range -> range.has(type))
                        .max(Comparator.comparingInt(Range::narrowness))
                        .map(range -> range.wanted)
                        .orElse(false);
    }

    private record Range(String type, String subtype, boolean wanted) {
        static Optional<Range> parse(String text) {
            Matcher matcher = RANGE.matcher(text);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            String parameters = matcher.group(3);
            boolean refused = parameters != null && ZERO.matcher(parameters).matches();
            return Optional.of(new Range(lower(matcher.group(1)), lower(matcher.group(2)), !refused));
        }

        boolean has(MediaType media) {
            return (type.equals(ANY) || type.equals(lower(media.getType())))
                    && (subtype.equals(ANY) || subtype.equals(lower(media.getSubtype())));
        }

        int narrowness() {
            return (type.equals(ANY) ? 0 : 1) + (subtype.equals(ANY) ? 0 : 1);
        }

        private static String lower(String text) {
            return text.toLowerCase(Locale.ROOT);
        }
    }
}
