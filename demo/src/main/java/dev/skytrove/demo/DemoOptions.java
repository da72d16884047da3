package dev.skytrove.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/**
 * What a command line asks for.
 *
 * @param source where events come from
 * @param once whether to end after the examples
 * @param storage location of the lake; empty for a directory of the run
 * @param keep directory that outlives the run; empty for a temporary one
 */
record DemoOptions(Source source, boolean once, String storage, String keep) {
    private static final long DEFAULT_EVENTS = 20_000;
    private static final String DEFAULT_KEEP = ".skytrove";

    /** Where events come from. */
    sealed interface Source {
        /** A recording, one event a line. */
        record Recording(Path file) implements Source {}

        /** So many generated events. */
        record Generated(long events) implements Source {}

        /** The ingestor's own servers: the public network, unless {@code SKYTROVE_JETSTREAM} names others. */
        record Live() implements Source {}
    }

    /** The command line asks for something that there is not; the message says what there is. */
    static final class UsageException extends Exception {
        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }
    }

    /**
     * Reads {@code demo} or {@code up} and its options.
     *
     * @throws UsageException for an unknown command or option, a value that is missing or of the wrong form, or a
     *     recording that is no readable file
     */
    static DemoOptions parse(List<String> arguments) throws UsageException {
        Iterator<String> rest = arguments.iterator();
        boolean live = isLive(rest.hasNext() ? rest.next() : "");
        DemoOptions options = live
                ? new DemoOptions(new Source.Live(), false, "", DEFAULT_KEEP)
                : new DemoOptions(new Source.Generated(DEFAULT_EVENTS), false, "", "");
        boolean chosen = live;
        while (rest.hasNext()) {
            String option = rest.next();
            boolean choice = option.equals("--replay") || option.equals("--events");
            if (choice && chosen) {
                throw new UsageException(live ? "up has no " + option : "--replay and --events exclude each other");
            }
            chosen |= choice;
            options = options.with(option, rest);
        }
        return options;
    }

    private static boolean isLive(String command) throws UsageException {
        return switch (command) {
            case "demo" -> false;
            case "up" -> true;
            default -> throw new UsageException("expected demo or up, not '" + command + "'");
        };
    }

    private DemoOptions with(String option, Iterator<String> rest) throws UsageException {
        return switch (option) {
            case "--once" -> new DemoOptions(source, true, storage, keep);
            case "--replay" -> new DemoOptions(recording(value(option, rest)), once, storage, keep);
            case "--events" -> new DemoOptions(generated(value(option, rest)), once, storage, keep);
            case "--storage" -> new DemoOptions(source, once, value(option, rest), keep);
            case "--keep" -> new DemoOptions(source, once, storage, value(option, rest));
            default -> throw new UsageException("there is no option '" + option + "'");
        };
    }

    private static String value(String option, Iterator<String> rest) throws UsageException {
        String value = rest.hasNext() ? rest.next() : "";
        if (value.isBlank() || value.startsWith("--")) {
            throw new UsageException(option + " needs a value");
        }
        return value;
    }

    private static Source recording(String file) throws UsageException {
        Path path = Path.of(file).toAbsolutePath();
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw new UsageException("--replay needs a readable file, not '" + file + "'");
        }
        return new Source.Recording(path);
    }

    private static Source generated(String count) throws UsageException {
        try {
            long events = Long.parseLong(count);
            if (events >= 1) {
                return new Source.Generated(events);
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number below 1.
        }
        throw new UsageException("--events needs a number of at least 1, not '" + count + "'");
    }
}
