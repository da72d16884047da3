package dev.skytrove.simulator;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The options of a command line by name. */
final class Arguments {
    private final Map<String, String> values;

    private Arguments(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads {@code --name VALUE}, {@code --name=VALUE} and {@code --flag}.
     *
     * @throws UsageException if an option is unknown, lacks its value or comes twice
     */
    static Arguments parse(String[] arguments, Set<String> options, Set<String> flags) throws UsageException {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            String[] parts = arguments[i].split("=", 2);
            String name = parts[0];
            if (!flags.contains(arguments[i]) && !options.contains(name)) {
                throw new UsageException("unknown option '" + arguments[i] + "'");
            }
            boolean valueFollows = options.contains(name) && parts.length == 1;
            if (valueFollows && i + 1 == arguments.length) {
                throw new UsageException(name + " needs a value");
            }
            String value = valueFollows ? arguments[++i] : parts[parts.length - 1];
            if (values.put(name, value) != null) {
                throw new UsageException(name + " is given twice");
            }
        }
        return new Arguments(values);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    /** @throws UsageException if the value is not a whole number in the range */
    long number(String name, long otherwise, long least, long most) throws UsageException {
        try {
            long number = has(name) ? Long.parseLong(text(name, "")) : otherwise;
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw new UsageException(
                name + " must be a whole number from " + least + " to " + most + ", not '" + text(name, "") + "'");
    }
}
