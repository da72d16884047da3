package dev.skytrove.bench;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The options of a command line: {@code --name value}, and {@code --quick} without one. */
public final class Options {
    private static final String PREFIX = "--";
    private static final Set<String> FLAGS = Set.of("quick");

    private final Map<String, String> values = new HashMap<>();
    private final Set<String> asked = new HashSet<>();

    /** @throws UsageException if the arguments are not names and values by turns */
    public Options(List<String> arguments) {
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            String name = argument.startsWith(PREFIX) ? argument.substring(PREFIX.length()) : "";
            if (FLAGS.contains(name)) {
                values.put(name, "true");
            } else if (!name.isEmpty() && rest.hasNext()) {
                values.put(name, rest.next());
            } else {
                throw new UsageException("expected --option value, not '" + argument + "'");
            }
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

    /** Whether an option that has no value is there. */
    public boolean flag(String name) {
        return !text(name, "").isEmpty();
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
