package dev.skytrove.simulator;

import java.util.List;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine;

/** What the command line takes, and the help that describes it. */
final class SimulatorCommand {
    static final String HELP_OPTION = "--help";

    private static final int WIDTH = 122;
    private static final int OPTION_WIDTH = 24;

    private static final String PROTOCOL = """
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

    private SimulatorCommand() {}

    /** @throws SimulatorUsageException if an option is unknown, lacks its value, comes twice or is no number */
    static ParseResult parse(String... arguments) throws SimulatorUsageException {
        try {
            return described().setExpandAtFiles(false).parseArgs(arguments);
        } catch (ParameterException e) {
            throw new SimulatorUsageException(e.getMessage());
        }
    }

    /** What {@code --help} prints. */
    static String help() {
        return described().getUsageMessage(Ansi.OFF);
    }

    private static CommandLine described() {
        CommandSpec command = CommandSpec.create().name("java -jar simulator.jar");
        options().forEach(command::addOption);
        command.usageMessage()
                .customSynopsis("java -jar simulator.jar (--replay FILE | --events N) [OPTION…]")
                .description("%nA Jetstream server (v1 and v2 wire) for tests, benchmarks and demonstrations, on the loopback"
                        + " interface.%n")
                .footer("%n" + PROTOCOL.replace("%", "%%"))
                .sortOptions(false)
                .width(WIDTH)
                .longOptionsMaxWidth(OPTION_WIDTH);
        return new CommandLine(command);
    }

    private static List<OptionSpec> options() {
        return List.of(
                text("--replay", "FILE",
                        "serve a recording: one event a line, sent byte for byte, valid or not"),
                number("--events", "N",
                        "serve N generated events, 1 to 1000000000"),
                number("--seed", "S",
                        "what they are made from: the same seed, N and start give the same bytes (default 1)"),
                text("--mix", "YEAR",
                        "how often they are what, and how many a second: 2024, as in JSONBench's first million (44 "
                        + "% likes, 35 % follows, 9 % posts; 1,230 a second), or 2026, as recorded then (69 % likes, "
                        + "11 % posts, 4 % follows; 600 a second; default)"),
                number("--density", "R",
                        "R events in a second of the time in which they happen, 1 to 100000 (default: the mix's)"),
                text("--start", "INSTANT",
                        "when the first happens, as 2026-07-04T14:38:08Z (default: so that the last is now)"),
                number("--clock-skew", "MS",
                        "this server's clock is ahead by MS milliseconds, or behind if negative, at most an hour: "
                        + "the same events, but for their time_us (default 0)"),
                text("--texts", "FILE",
                        "what generated posts look like: one JSON string a line. Their texts are new ones, by a "
                        + "model of the characters of the first two million (default: senseless ones in eight "
                        + "languages, of built-in words and syllables, as rich and as hard to compress as real)"),
                number("--port", "P",
                        "port to listen on (default 0: a free one)"),
                number("--rate", "R",
                        "serve each client at most R events a second (default: as fast as it takes them)"),
                text("--fault", "FAULTS",
                        "what goes wrong: as drop@1000,stall@5000:PT2S,refuse@2:429 (see below)"),
                text("--drop-every", "N:I",
                        "leave out the events I, I+N, I+2N, … (from 0) on every connection, but not in the ledger"),
                text("--preload", "FORMS",
                        "make all frames in advance, in a temporary file of at most 4 GiB, so that sending them to "
                        + "clients without filters costs next to nothing; v1, v1-zstd, v2, v2-zstd with commas"),
                flag("--live-tip", "clients without a cursor get only what is new, as from the real service; in a finished "
                        + "recording that is nothing (default: they get everything)"),
                text("--dictionary", "FILE",
                        "compress the v1 wire with this zstd dictionary for clients that ask for it"),
                text("--v2-dictionary", "FILE",
                        "the same for the v2 wire; it must have an ID"),
                number("--v2-floor", "SEQ",
                        "the lowest seq that v2 clients may begin with (default 1)"),
                number("--v2-sync-every", "N",
                        "a #sync event after every N events, on the v2 wire only (default: none)"),
                text("--ledger", "FILE",
                        "write the whole history to FILE, one event a line, before listening"),
                OptionSpec.builder(HELP_OPTION).usageHelp(true).description("this text").build());
    }

    private static OptionSpec text(String name, String label, String description) {
        return valued(name, label, description).type(String.class).build();
    }

    private static OptionSpec number(String name, String label, String description) {
        return valued(name, label, description).type(Long.class).build();
    }

    private static OptionSpec.Builder valued(String name, String label, String description) {
        return OptionSpec.builder(name).paramLabel(label).description(description.replace("%", "%%"));
    }

    private static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name).type(boolean.class).description(description).build();
    }
}
