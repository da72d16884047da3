package dev.skytrove.bench;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The options of a command line: {@code --name value}. */
public final class Options {
    private static final String PREFIX = "--";

    private final Map<String, String> values = new HashMap<>();
    private final Set<String> asked = new HashSet<>();

    /** @throws UsageException if the arguments are not names and values by turns */
    public Options(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i += 2) {
            if (!arguments.get(i).startsWith(PREFIX) || i + 1 == arguments.size()) {
                throw new UsageException("expected --option value, not '" + arguments.get(i) + "'");
            }
            values.put(arguments.get(i).substring(PREFIX.length()), arguments.get(i + 1));
        }
    }

    /** An option's value. */
    public String text(String name, String defaultValue) {
        asked.add(name);
        return values.getOrDefault(name, defaultValue);
    }

    /**
     * An option's value as a whole number.
     *
     * @throws UsageException if it is none
     */
    public int number(String name, int defaultValue) {
        String value = text(name, Integer.toString(defaultValue));
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new UsageException(PREFIX + name + " is '" + value + "', not a whole number");
        }
    }

    /**
     * To be called when all options have been asked for.
     *
     * @throws UsageException if there are others
     */
    public void requireAllKnown() {
        values.keySet().stream()
                .filter(name -> !asked.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new UsageException("there is no option " + PREFIX + name);
                });
    }
}
