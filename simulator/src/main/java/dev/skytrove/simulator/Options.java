package dev.skytrove.simulator;

import dev.skytrove.simulator.generator.GeneratedHistory;
import dev.skytrove.simulator.generator.Mix;
import dev.skytrove.simulator.history.History;
import dev.skytrove.simulator.history.RecordedHistory;
import dev.skytrove.simulator.server.Encoding;
import dev.skytrove.simulator.server.EventRate;
import dev.skytrove.simulator.server.FaultPlan;
import dev.skytrove.simulator.server.Omission;
import dev.skytrove.simulator.server.ServerSettings;
import dev.skytrove.simulator.server.V2Settings;
import dev.skytrove.simulator.server.EventDictionary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.ParseResult;

/** What the command line asks for. */
final class Options {
    private static final long DENSEST = 100_000;
    private static final long LARGEST_SKEW = Duration.ofHours(1).toMillis();
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2099-01-01T00:00:00Z");

    private final ParseResult arguments;

    private Options(ParseResult arguments) {
        this.arguments = arguments;
    }

    /** @throws SimulatorUsageException if an option is unknown or contradicts another */
    static Options parse(String... arguments) throws SimulatorUsageException {
        Options options = new Options(SimulatorCommand.parse(arguments));
        if (!options.isHelp()) {
            options.check();
        }
        return options;
    }

    boolean isHelp() {
        return arguments.isUsageHelpRequested();
    }

    boolean hasLedger() {
        return has("--ledger");
    }

    /** Where to write the ledger; only if {@link #hasLedger()}. */
    Path ledger() {
        return Path.of(text("--ledger", ""));
    }

    /** @throws SimulatorUsageException if a number is none or out of range, or a file cannot be used */
    ServerSettings settings() throws SimulatorUsageException {
        int port = (int) number("--port", 0, 0, 65_535);
        boolean limited = has("--rate");
        EventRate rate =
                limited ? new EventRate(number("--rate", 1, 1, 1_000_000_000)) : EventRate.UNLIMITED;
        ServerSettings settings = new ServerSettings(port, rate, has("--live-tip"), dictionary("--dictionary"),
                v2(), faults(), omission(), Set.of());
        return has("--preload") ? preloading(settings) : settings;
    }

    private Omission omission() throws SimulatorUsageException {
        if (!has("--drop-every")) {
            return Omission.NONE;
        }
        String text = text("--drop-every", "");
        try {
            String[] parts = text.split(":", 2);
            return new Omission(Long.parseLong(parts[0]), parts.length == 2 ? Long.parseLong(parts[1]) : 0);
        } catch (IllegalArgumentException e) {
            throw new SimulatorUsageException("--drop-every must be as 1000:7, not '" + text + "'");
        }
    }

    private ServerSettings preloading(ServerSettings settings) throws SimulatorUsageException {
        Set<Encoding> encodings = EnumSet.noneOf(Encoding.class);
        for (String name : text("--preload", "").split(",", -1)) {
            encodings.add(Encoding.named(name).orElseThrow(
                    () -> new SimulatorUsageException("--preload takes v1, v1-zstd, v2 and v2-zstd, not '" + name + "'")));
        }
        try {
            return settings.withPreload(encodings);
        } catch (IllegalArgumentException e) {
            throw new SimulatorUsageException("cannot use --preload: " + e.getMessage());
        }
    }

    private FaultPlan faults() throws SimulatorUsageException {
        try {
            return has("--fault") ? FaultPlan.parse(text("--fault", "")) : FaultPlan.NONE;
        } catch (IllegalArgumentException e) {
            throw new SimulatorUsageException("cannot use --fault: " + e.getMessage());
        }
    }

    private V2Settings v2() throws SimulatorUsageException {
        long floor = number("--v2-floor", 1, 1, Long.MAX_VALUE);
        long syncEvery = number("--v2-sync-every", 0, 0, 1_000_000_000);
        Optional<EventDictionary> dictionary = dictionary("--v2-dictionary");
        if (dictionary.isPresent() && dictionary.get().id() == 0) {
            throw new SimulatorUsageException("the --v2-dictionary has no ID");
        }
        return new V2Settings(floor, syncEvery, dictionary);
    }

    private Optional<EventDictionary> dictionary(String option) throws SimulatorUsageException {
        if (!has(option)) {
            return Optional.empty();
        }
        String file = text(option, "");
        try {
            return Optional.of(EventDictionary.read(Path.of(file)));
        } catch (IOException e) {
            throw new SimulatorUsageException("cannot use " + option + " " + file + ": " + e);
        }
    }

    /** @throws SimulatorUsageException if a number or time is none or out of range, or a file cannot be read */
    History history(InstantSource clock) throws SimulatorUsageException {
        if (has("--replay")) {
            return recording(text("--replay", ""));
        }
        long events = number("--events", 0, 1, 1_000_000_000);
        long seed = number("--seed", 1, Long.MIN_VALUE, Long.MAX_VALUE);
        Mix mix = mix();
        int density = (int) number("--density", mix.eventsPerSecond(), 1, DENSEST);
        Duration span = has("--density") ? Duration.ofMillis(events * 1000 / density) : mix.span(events);
        Instant start = start(clock.instant().minus(span));
        long skew = number("--clock-skew", 0, -LARGEST_SKEW, LARGEST_SKEW);
        return saying(GeneratedHistory.of(mix, density, seed, events, start)).seenWith(Duration.ofMillis(skew));
    }

    private Mix mix() throws SimulatorUsageException {
        String mix = text("--mix", Mix.Y2026.label());
        return Mix.named(mix)
                .orElseThrow(() -> new SimulatorUsageException("--mix must be " + Mix.names() + ", not '" + mix + "'"));
    }

    private GeneratedHistory saying(GeneratedHistory history) throws SimulatorUsageException {
        if (!has("--texts")) {
            return history;
        }
        String texts = text("--texts", "");
        try {
            return history.withTexts(Path.of(texts));
        } catch (IOException e) {
            throw new SimulatorUsageException("cannot use --texts " + texts + ": " + e);
        }
    }

    private void check() throws SimulatorUsageException {
        if (has("--replay") == has("--events")) {
            throw new SimulatorUsageException("give either --replay FILE or --events N");
        }
        for (String option : new String[] {"--seed", "--mix", "--density", "--start", "--texts", "--clock-skew"}) {
            if (has("--replay") && has(option)) {
                throw new SimulatorUsageException(option + " goes with --events only");
            }
        }
    }

    private static History recording(String file) throws SimulatorUsageException {
        try {
            return RecordedHistory.open(Path.of(file));
        } catch (IOException e) {
            throw new SimulatorUsageException("cannot replay " + file + ": " + e);
        }
    }

    private Instant start(Instant otherwise) throws SimulatorUsageException {
        try {
            Instant start = has("--start") ? Instant.parse(text("--start", "")) : otherwise;
            if (!start.isBefore(EARLIEST) && start.isBefore(LATEST)) {
                return start;
            }
        } catch (DateTimeException _) {
            // Said below.
        }
        throw new SimulatorUsageException("--start must be a UTC time such as 2026-07-04T14:38:08Z between 2000 and 2099, not '"
                + text("--start", "") + "'");
    }

    private long number(String option, long otherwise, long least, long most) throws SimulatorUsageException {
        long number = arguments.matchedOptionValue(option, otherwise);
        if (number >= least && number <= most) {
            return number;
        }
        throw new SimulatorUsageException(
                option + " must be a whole number from " + least + " to " + most + ", not '" + number + "'");
    }

    private boolean has(String option) {
        return arguments.hasMatchedOption(option);
    }

    private String text(String option, String otherwise) {
        return arguments.matchedOptionValue(option, otherwise);
    }
}
