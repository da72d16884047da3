package dev.skytrove.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    private static final List<String> MIXES = List.of("2024", "2026");
    private static final String DEFAULT_KEEP = ".skytrove";

    /** Where events come from. */
    sealed interface Source {
        /** A recording, one event a line. */
        record Recording(Path file) implements Source {}

        /**
         * So many generated events.
         *
         * @param load which ones, as options of the simulator
         */
        record Generated(long events, List<String> load) implements Source {}

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
                : new DemoOptions(new Source.Generated(DEFAULT_EVENTS, List.of()), false, "", "");
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
            case "--replay" -> from(recording(value(option, rest)));
            case "--events" -> from(new Source.Generated(count(value(option, rest)), load(option)));
            case "--mix" -> from(loaded(option, mix(value(option, rest))));
            case "--texts" -> from(loaded(option, readable(option, value(option, rest)).toString()));
            case "--storage" -> new DemoOptions(source, once, value(option, rest), keep);
            case "--keep" -> new DemoOptions(source, once, storage, value(option, rest));
            default -> throw new UsageException("there is no option '" + option + "'");
        };
    }

    private DemoOptions from(Source other) throws UsageException {
        if (other instanceof Source.Recording && !load("--replay").isEmpty()) {
            throw new UsageException("--replay goes without --mix and --texts");
        }
        return new DemoOptions(other, once, storage, keep);
    }

    private List<String> load(String option) throws UsageException {
        return switch (source) {
            case Source.Generated(long _, List<String> load) -> load;
            case Source.Recording _, Source.Live _ ->
                throw new UsageException(option + " goes with generated events only");
        };
    }

    private Source loaded(String option, String value) throws UsageException {
        List<String> load = new ArrayList<>(load(option));
        load.addAll(List.of(option, value));
        return new Source.Generated(((Source.Generated) source).events(), List.copyOf(load));
    }

    private static String mix(String name) throws UsageException {
        if (!MIXES.contains(name)) {
            throw new UsageException("--mix must be " + String.join(" or ", MIXES) + ", not '" + name + "'");
        }
        return name;
    }

    private static String value(String option, Iterator<String> rest) throws UsageException {
        String value = rest.hasNext() ? rest.next() : "";
        if (value.isBlank() || value.startsWith("--")) {
            throw new UsageException(option + " needs a value");
        }
        return value;
    }

    private static Source recording(String file) throws UsageException {
        return new Source.Recording(readable("--replay", file));
    }

    private static Path readable(String option, String file) throws UsageException {
        Path path = Path.of(file).toAbsolutePath();
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw new UsageException(option + " needs a readable file, not '" + file + "'");
        }
        return path;
    }

    private static long count(String count) throws UsageException {
        try {
            long events = Long.parseLong(count);
            if (events >= 1) {
                return events;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number below 1.
        }
        throw new UsageException("--events needs a number of at least 1, not '" + count + "'");
    }
}
