package dev.skytrove.demo;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What a command line of {@code validate} asks for.
 *
 * @param days how many days of the network to replay
 * @param eventsPerSecond how many events happen in a second of those days
 * @param storage location of the lake; empty for a directory of the run
 * @param keep directory that outlives the run; empty for a temporary one
 */
record ValidationOptions(int days, int eventsPerSecond, String storage, String keep) {
    private static final long DAY_SECONDS = 86_400;
    private static final int MOST_DAYS = 31;
    private static final long DEFAULT_EVENTS = 8_100_000;
    private static final long MOST_EVENTS = 1_000_000_000;

    /** How many events a day has: a whole number a second, so slightly fewer than asked for. */
    long eventsPerDay() {
        return eventsPerSecond * DAY_SECONDS;
    }

    /**
     * Reads {@code validate} and its options.
     *
     * @throws DemoOptions.UsageException for an unknown option, or a value that is missing or of the wrong form
     */
    static ValidationOptions parse(List<String> arguments) throws DemoOptions.UsageException {
        ValidationOptions options = new ValidationOptions(1, perSecond(DEFAULT_EVENTS), "", "");
        Iterator<String> rest = arguments.subList(1, arguments.size()).iterator();
        while (rest.hasNext()) {
            options = options.with(rest.next(), rest);
        }
        if (options.days() * options.eventsPerDay() > MOST_EVENTS) {
            throw new DemoOptions.UsageException("that is more than " + MOST_EVENTS + " events");
        }
        return options;
    }

    private ValidationOptions with(String option, Iterator<String> rest) throws DemoOptions.UsageException {
        return switch (option) {
            case "--days" ->
                new ValidationOptions((int) number(option, rest, 1, MOST_DAYS), eventsPerSecond, storage, keep);
            case "--events-per-day" ->
                new ValidationOptions(
                        days, perSecond(number(option, rest, DAY_SECONDS, MOST_EVENTS)), storage, keep);
            case "--storage" -> new ValidationOptions(days, eventsPerSecond, text(option, rest), keep);
            case "--keep" -> new ValidationOptions(days, eventsPerSecond, storage, text(option, rest));
            default -> throw new DemoOptions.UsageException("there is no option '" + option + "'");
        };
    }

    private static int perSecond(long eventsPerDay) {
        return (int) (eventsPerDay / DAY_SECONDS);
    }

    private static long number(String option, Iterator<String> rest, long least, long most)
            throws DemoOptions.UsageException {
        String value = text(option, rest);
        return parsed(value)
                .filter(number -> number >= least && number <= most)
                .orElseThrow(() -> new DemoOptions.UsageException(
                        option + " must be a whole number from " + least + " to " + most + ", not '" + value + "'"));
    }

    private static Optional<Long> parsed(String value) {
        try {
            return Optional.of(Long.parseLong(value));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static String text(String option, Iterator<String> rest) throws DemoOptions.UsageException {
        String value = rest.hasNext() ? rest.next() : "";
        if (value.isBlank() || value.startsWith("--")) {
            throw new DemoOptions.UsageException(option + " needs a value");
        }
        return value;
    }
}
