package dev.skytrove.demo;

import picocli.CommandLine.ParseResult;

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
     * What {@code validate} asks for.
     *
     * @throws DemoUsageException if a number is out of range
     */
    static ValidationOptions of(ParseResult options) throws DemoUsageException {
        long days = number(options, DemoCommand.DAYS, 1, 1, MOST_DAYS);
        long events = number(options, DemoCommand.EVENTS_PER_DAY, DEFAULT_EVENTS, DAY_SECONDS, MOST_EVENTS);
        ValidationOptions validation = new ValidationOptions(
                (int) days,
                (int) (events / DAY_SECONDS),
                options.matchedOptionValue(DemoCommand.STORAGE, ""),
                options.matchedOptionValue(DemoCommand.KEEP, ""));
        if (days * validation.eventsPerDay() > MOST_EVENTS) {
            throw new DemoUsageException("that is more than " + MOST_EVENTS + " events");
        }
        return validation;
    }

    private static long number(ParseResult options, String option, long otherwise, long least, long most)
            throws DemoUsageException {
        long number = options.matchedOptionValue(option, otherwise);
        if (number < least || number > most) {
            throw new DemoUsageException(
                    option + " must be a whole number from " + least + " to " + most + ", not '" + number + "'");
        }
        return number;
    }
}
