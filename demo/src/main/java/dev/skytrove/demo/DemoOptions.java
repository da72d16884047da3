package dev.skytrove.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ParseResult;

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

    /**
     * What {@code demo} or {@code up} asks for.
     *
     * @throws DemoUsageException if options exclude each other, a number is out of range, or a file cannot be read
     */
    static DemoOptions of(ParseResult options) throws DemoUsageException {
        boolean live = options.commandSpec().name().equals("up");
        return new DemoOptions(
                live ? new Source.Live() : source(options),
                options.hasMatchedOption(DemoCommand.ONCE),
                options.matchedOptionValue(DemoCommand.STORAGE, ""),
                options.matchedOptionValue(DemoCommand.KEEP, live ? DEFAULT_KEEP : ""));
    }

    private static Source source(ParseResult options) throws DemoUsageException {
        if (!options.hasMatchedOption(DemoCommand.REPLAY)) {
            return generated(options);
        }
        for (String other : List.of(DemoCommand.EVENTS, DemoCommand.MIX, DemoCommand.TEXTS)) {
            if (options.hasMatchedOption(other)) {
                throw new DemoUsageException(DemoCommand.REPLAY + " and " + other + " exclude each other");
            }
        }
        return new Source.Recording(
                readable(DemoCommand.REPLAY, options.matchedOptionValue(DemoCommand.REPLAY, "")));
    }

    private static Source generated(ParseResult options) throws DemoUsageException {
        long events = options.matchedOptionValue(DemoCommand.EVENTS, DEFAULT_EVENTS);
        if (events < 1) {
            throw new DemoUsageException(DemoCommand.EVENTS + " needs a number of at least 1, not '" + events + "'");
        }
        List<String> load = new ArrayList<>();
        if (options.hasMatchedOption(DemoCommand.MIX)) {
            load.addAll(List.of(DemoCommand.MIX, mix(options.matchedOptionValue(DemoCommand.MIX, ""))));
        }
        if (options.hasMatchedOption(DemoCommand.TEXTS)) {
            String file = options.matchedOptionValue(DemoCommand.TEXTS, "");
            load.addAll(List.of(DemoCommand.TEXTS, readable(DemoCommand.TEXTS, file).toString()));
        }
        return new Source.Generated(events, List.copyOf(load));
    }

    private static String mix(String name) throws DemoUsageException {
        if (!MIXES.contains(name)) {
            throw new DemoUsageException("--mix must be " + String.join(" or ", MIXES) + ", not '" + name + "'");
        }
        return name;
    }

    private static Path readable(String option, String file) throws DemoUsageException {
        Path path = Path.of(file).toAbsolutePath();
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw new DemoUsageException(option + " needs a readable file, not '" + file + "'");
        }
        return path;
    }
}
