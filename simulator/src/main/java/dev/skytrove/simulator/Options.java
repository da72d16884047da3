package dev.skytrove.simulator;

import dev.skytrove.simulator.generator.GeneratedHistory;
import dev.skytrove.simulator.generator.Mix;
import dev.skytrove.simulator.history.History;
import dev.skytrove.simulator.history.RecordedHistory;
import dev.skytrove.simulator.server.Dictionary;
import dev.skytrove.simulator.server.Encoding;
import dev.skytrove.simulator.server.EventRate;
import dev.skytrove.simulator.server.FaultPlan;
import dev.skytrove.simulator.server.Omission;
import dev.skytrove.simulator.server.ServerSettings;
import dev.skytrove.simulator.server.V2Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What the command line asks for. */
final class Options {
    static final String HELP = """
            Usage: java -jar simulator.jar (--replay FILE | --events N) [OPTION…]

            A Jetstream server (v1 and v2 wire) for tests, benchmarks and demonstrations, on the loopback interface.

              --replay FILE     serve a recording: one event a line, sent byte for byte, valid or not
              --events N        serve N generated events, 1 to 1000000000
              --seed S          what they are made from: the same seed, N and start give the same bytes (default 1)
              --mix YEAR        how often they are what, and how many a second: 2024, as in JSONBench's first million
                                (44 % likes, 35 % follows, 9 % posts; 1,230 a second), or 2026, as recorded then
                                (69 % likes, 11 % posts, 4 % follows; 600 a second; default)
              --density R       R events in a second of the time in which they happen, 1 to 100000 (default: the mix's)
              --start INSTANT   when the first happens, as 2026-07-04T14:38:08Z (default: so that the last is now)
              --clock-skew MS   this server's clock is ahead by MS milliseconds, or behind if negative, at most an hour:
                                the same events, but for their time_us (default 0)
              --texts FILE      what generated posts look like: one JSON string a line. Their texts are new ones, by a
                                model of the characters of the first two million (default: senseless ones in eight
                                languages, of built-in words and syllables, as rich and as hard to compress as real)
              --port P          port to listen on (default 0: a free one)
              --rate R          serve each client at most R events a second (default: as fast as it takes them)
              --fault FAULTS    what goes wrong: as drop@1000,stall@5000:PT2S,refuse@2:429 (see below)
              --drop-every N:I  leave out the events I, I+N, I+2N, … (from 0) on every connection, but not in the ledger
              --preload FORMS   make all frames in advance, in a temporary file of at most 4 GiB, so that sending them
                                to clients without filters costs next to nothing; v1, v1-zstd, v2, v2-zstd with commas
              --live-tip        clients without a cursor get only what is new, as from the real service; in a finished
                                recording that is nothing (default: they get everything)
              --dictionary FILE compress the v1 wire with this zstd dictionary for clients that ask for it
              --v2-dictionary FILE  the same for the v2 wire; it must have an ID
              --v2-floor SEQ    the lowest seq that v2 clients may begin with (default 1)
              --v2-sync-every N a #sync event after every N events, on the v2 wire only (default: none)
              --ledger FILE     write the whole history to FILE, one event a line, before listening
              --help            this text

            The first line on stdout is {"url":…,"v2_url":…,"control":…,"events":N} as soon as it listens; the last, after SIGTERM,
            what GET /stats answered. Log lines go to stderr. Exit code 2: the command line is wrong.

            Subscribe, v1: GET /subscribe?cursor=TIME_US&wantedCollections=…&wantedDids=…&maxMessageSizeBytes=…
              A cursor starts at the first event in delivery order whose time_us is not before it. After the last event
              the connection stays open. With --dictionary, compress=true or the header Socket-Encoding: zstd gives
              binary frames, each one zstd frame; without it both are ignored.

            Subscribe, v2: GET /xrpc/network.bsky.jetstream.subscribeEvents?cursor=SEQ&kinds=…&dids=…&collections=…
                &maxMessageSizeBytes=…&zstdDictionary=ID
              The same events in the same order; seq counts them from 1, and sync events with them. What has no v2 form
              (no JSON, no time_us, …) is left out, and its seq with it. A cursor from 1e15 on is a v1 one. Without a
              cursor a client begins as on v1, at the floor at the earliest.

            Control, on the same port:
              GET  /stats                           what was done so far
              GET  /ledger                          the whole history in delivery order, one event a line;
                                                    ?wire=v2: as v2 clients get it
              GET  /xrpc/network.bsky.jetstream.getZstdDictionary?id=ID   the v2 dictionary
              GET  /zstd_dictionary                 the dictionary
              POST /faults/drop?after=K             reset the connection
              POST /faults/close?after=K&code=C     close it with a close frame; any code from 0, none, to 65535
                                                    (default 1013)
              POST /faults/stall?after=K&for=T      send nothing for T, milliseconds or as PT2S
              POST /faults/garbage?after=K          send a frame that is not JSON, and not zstd where that is awaited
              POST /faults/duplicate?after=K        send the last event again
              POST /faults/half?after=K             end the connection in the midst of the next frame
              POST /faults/gap?after=K&count=N      do not send the next N events (default 100) on this connection, as
                                                    real servers do where replay ends and live begins
              POST /faults/error?after=K&name=E     end it without a close frame; on the v2 wire after the error frame E
                                                    (default ConsumerTooSlow)
              POST /faults/future?after=K           send a post that claims to be of 2099
              POST /faults/large?after=K&bytes=N    send a post whose text has N bytes (default 1 MiB, at most 16)
              POST /faults/notice?after=K&bytes=N   send a notice of N bytes of "://"; on the v1 wire as a frame
              POST /faults/pings?after=K&count=N    send N pings of 125 bytes (default 10000, at most 100000)
            These happen once K more frames were sent on the newest connection, or on the next if there is none. If that
            ends before, the fault moves on to another connection. Half and gap wait for an event to happen to.
              POST /faults/refuse?after=K&status=S  answer a client that wants to subscribe with S (default 503)
              POST /faults/slow-start?after=K&for=T send nothing for T after the handshake
            These happen to a client that comes after K more.

            --fault asks for the same from the start: NAME@K:PARAMETER, where @K and a parameter with a default may be
            left out, several with commas. If a fault that was asked for has not happened at the end, that is said on
            stderr, and the exit code is 1. /stats counts them by kind in faults.kinds.
            """;

    private static final Set<String> VALUES = Set.of(
            "--replay", "--events", "--seed", "--mix", "--density", "--start", "--texts", "--port", "--rate", "--dictionary",
            "--v2-dictionary", "--v2-floor", "--v2-sync-every", "--fault",
            "--drop-every", "--preload", "--ledger", "--clock-skew");
    private static final Set<String> FLAGS = Set.of("--live-tip", "--help");
    private static final long DENSEST = 100_000;
    private static final long LARGEST_SKEW = Duration.ofHours(1).toMillis();
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2099-01-01T00:00:00Z");

    private final Arguments arguments;

    private Options(Arguments arguments) {
        this.arguments = arguments;
    }

    /** @throws UsageException if an option is unknown or contradicts another */
    static Options parse(String... arguments) throws UsageException {
        Options options = new Options(Arguments.parse(arguments, VALUES, FLAGS));
        if (!options.isHelp()) {
            options.check();
        }
        return options;
    }

    boolean isHelp() {
        return arguments.has("--help");
    }

    boolean hasLedger() {
        return arguments.has("--ledger");
    }

    /** Where to write the ledger; only if {@link #hasLedger()}. */
    Path ledger() {
        return Path.of(arguments.text("--ledger", ""));
    }

    /** @throws UsageException if a number is none or out of range, or a file cannot be used */
    ServerSettings settings() throws UsageException {
        int port = (int) arguments.number("--port", 0, 0, 65_535);
        boolean limited = arguments.has("--rate");
        EventRate rate =
                limited ? new EventRate(arguments.number("--rate", 1, 1, 1_000_000_000)) : EventRate.UNLIMITED;
        ServerSettings settings = new ServerSettings(port, rate, arguments.has("--live-tip"), dictionary("--dictionary"),
                v2(), faults(), omission(), Set.of());
        return arguments.has("--preload") ? preloading(settings) : settings;
    }

    private Omission omission() throws UsageException {
        if (!arguments.has("--drop-every")) {
            return Omission.NONE;
        }
        String text = arguments.text("--drop-every", "");
        try {
            String[] parts = text.split(":", 2);
            return new Omission(Long.parseLong(parts[0]), parts.length == 2 ? Long.parseLong(parts[1]) : 0);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--drop-every must be as 1000:7, not '" + text + "'");
        }
    }

    private ServerSettings preloading(ServerSettings settings) throws UsageException {
        Set<Encoding> encodings = EnumSet.noneOf(Encoding.class);
        for (String name : arguments.text("--preload", "").split(",", -1)) {
            encodings.add(Encoding.named(name).orElseThrow(
                    () -> new UsageException("--preload takes v1, v1-zstd, v2 and v2-zstd, not '" + name + "'")));
        }
        try {
            return settings.withPreload(encodings);
        } catch (IllegalArgumentException e) {
            throw new UsageException("cannot use --preload: " + e.getMessage());
        }
    }

    private FaultPlan faults() throws UsageException {
        try {
            return arguments.has("--fault") ? FaultPlan.parse(arguments.text("--fault", "")) : FaultPlan.NONE;
        } catch (IllegalArgumentException e) {
            throw new UsageException("cannot use --fault: " + e.getMessage());
        }
    }

    private V2Settings v2() throws UsageException {
        long floor = arguments.number("--v2-floor", 1, 1, Long.MAX_VALUE);
        long syncEvery = arguments.number("--v2-sync-every", 0, 0, 1_000_000_000);
        Optional<Dictionary> dictionary = dictionary("--v2-dictionary");
        if (dictionary.isPresent() && dictionary.get().id() == 0) {
            throw new UsageException("the --v2-dictionary has no ID");
        }
        return new V2Settings(floor, syncEvery, dictionary);
    }

    private Optional<Dictionary> dictionary(String option) throws UsageException {
        if (!arguments.has(option)) {
            return Optional.empty();
        }
        String file = arguments.text(option, "");
        try {
            return Optional.of(Dictionary.read(Path.of(file)));
        } catch (IOException e) {
            throw new UsageException("cannot use " + option + " " + file + ": " + e);
        }
    }

    /** @throws UsageException if a number or time is none or out of range, or a file cannot be read */
    History history(InstantSource clock) throws UsageException {
        if (arguments.has("--replay")) {
            return recording(arguments.text("--replay", ""));
        }
        long events = arguments.number("--events", 0, 1, 1_000_000_000);
        long seed = arguments.number("--seed", 1, Long.MIN_VALUE, Long.MAX_VALUE);
        Mix mix = mix();
        int density = (int) arguments.number("--density", mix.eventsPerSecond(), 1, DENSEST);
        Duration span = arguments.has("--density") ? Duration.ofMillis(events * 1000 / density) : mix.span(events);
        Instant start = start(clock.instant().minus(span));
        long skew = arguments.number("--clock-skew", 0, -LARGEST_SKEW, LARGEST_SKEW);
        return saying(GeneratedHistory.of(mix, density, seed, events, start)).seenWith(Duration.ofMillis(skew));
    }

    private Mix mix() throws UsageException {
        String mix = arguments.text("--mix", Mix.Y2026.label());
        return Mix.named(mix)
                .orElseThrow(() -> new UsageException("--mix must be " + Mix.names() + ", not '" + mix + "'"));
    }

    private GeneratedHistory saying(GeneratedHistory history) throws UsageException {
        if (!arguments.has("--texts")) {
            return history;
        }
        String texts = arguments.text("--texts", "");
        try {
            return history.withTexts(Path.of(texts));
        } catch (IOException e) {
            throw new UsageException("cannot use --texts " + texts + ": " + e);
        }
    }

    private void check() throws UsageException {
        if (arguments.has("--replay") == arguments.has("--events")) {
            throw new UsageException("give either --replay FILE or --events N");
        }
        for (String option : new String[] {"--seed", "--mix", "--density", "--start", "--texts", "--clock-skew"}) {
            if (arguments.has("--replay") && arguments.has(option)) {
                throw new UsageException(option + " goes with --events only");
            }
        }
    }

    private static History recording(String file) throws UsageException {
        try {
            return RecordedHistory.open(Path.of(file));
        } catch (IOException e) {
            throw new UsageException("cannot replay " + file + ": " + e);
        }
    }

    private Instant start(Instant otherwise) throws UsageException {
        try {
            Instant start = arguments.has("--start") ? Instant.parse(arguments.text("--start", "")) : otherwise;
            if (!start.isBefore(EARLIEST) && start.isBefore(LATEST)) {
                return start;
            }
        } catch (DateTimeException _) {
            // Said below.
        }
        throw new UsageException("--start must be a UTC time such as 2026-07-04T14:38:08Z between 2000 and 2099, not '"
                + arguments.text("--start", "") + "'");
    }
}
