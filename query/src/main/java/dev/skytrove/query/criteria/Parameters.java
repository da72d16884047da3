package dev.skytrove.query.criteria;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The values of a request's parameters, decoded. */
final class Parameters {
    /** What one parameter may have; {@code username} and {@code uri} may have more. */
    static final int MOST_VALUES = 100;

    private final Map<String, List<String>> values;

    Parameters(Map<String, List<String>> values) {
        this.values = values;
    }

    /** Whether the parameter is there, with or without a value. */
    boolean has(String name) {
        return values.containsKey(name);
    }

    /** The value of a parameter that has one; empty if it has none. */
    String single(String name) {
        List<String> all = values.getOrDefault(name, List.of());
        if (all.size() > 1) {
            throw new InvalidParameterException(name, name + " is given " + all.size() + " times", "one value");
        }
        return all.isEmpty() ? "" : all.getFirst();
    }

    /** Each value of a parameter as it was given. */
    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** Each of the values that a parameter has, separated by commas or given one by one; blank ones are none. */
    List<String> list(String name) {
        return list(name, value -> Arrays.asList(value.split(",")), MOST_VALUES);
    }

    /** The same of values that may have commas in them: they are only given one by one. */
    List<String> oneByOne(String name) {
        return list(name, List::of, MOST_VALUES);
    }

    /** The same as {@link #list(String)} of a parameter that may have more values. */
    List<String> list(String name, int most) {
        return list(name, value -> Arrays.asList(value.split(",")), most);
    }

    private List<String> list(String name, Function<String, List<String>> parts, int most) {
        List<String> list = new ArrayList<>();
        for (String value : values.getOrDefault(name, List.of())) {
            parts.apply(value).stream().map(String::strip).filter(part -> !part.isEmpty()).forEach(list::add);
        }
        if (list.size() > most) {
            String detail = name + " has " + list.size() + " values";
            throw new InvalidParameterException(name, detail, "at most " + most + " values");
        }
        return list;
    }

    /**
     * Whether a parameter is there and true: {@code true}, {@code 1} or without a value.
     *
     * @throws InvalidParameterException if it is neither true nor false
     */
    boolean flag(String name) {
        if (!has(name)) {
            return false;
        }
        String value = single(name);
        return switch (value) {
            case "true", "1", "" -> true;
            case "false", "0" -> false;
            default ->
                throw new InvalidParameterException(
                        name, name + " is '" + Quoted.of(value) + "'", "true or false (also 1 or 0)");
        };
    }

    /** A 64-bit fingerprint (FNV-1a) of the names and values of some parameters, in this order; never 0. */
    long fingerprint(List<String> names) {
        long hash = 0xcbf29ce484222325L;
        for (String name : names) {
            for (String value : values.getOrDefault(name, List.of())) {
                String text = value.isBlank() ? "" : name + '\0' + value + '\0';
                for (int i = 0; i < text.length(); i++) {
                    hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
                }
            }
        }
        return hash == 0 ? 1 : hash;
    }
}
