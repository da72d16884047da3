package dev.skytrove.simulator;

import dev.skytrove.simulator.history.History;
import dev.skytrove.simulator.server.Ledger;
import dev.skytrove.simulator.server.SimulatorServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/** Starts the simulator from a command line. */
public final class SimulatorMain {
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private SimulatorMain() {}

    /** Serves until the process is told to end; {@code --help} says what it takes. */
    public static void main(String[] arguments) {
        try {
            Options options = Options.parse(arguments);
            if (options.isHelp()) {
                System.out.print(SimulatorCommand.help());
            } else {
                serve(options);
            }
        } catch (SimulatorUsageException e) {
            System.err.println(e.getMessage() + "; try --help");
            System.exit(USAGE);
        } catch (IOException e) {
            System.err.println(e.getMessage());
            System.exit(FAILED);
        }
    }

    private static void serve(Options options) throws SimulatorUsageException, IOException {
        History history = options.history(InstantSource.system());
        if (options.hasLedger()) {
            writeLedger(history, options.ledger());
        }
        SimulatorServer server = SimulatorServer.start(history, options.settings());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server), "end"));
        System.out.println("{\"url\":\"" + server.subscribeUrl() + "\",\"v2_url\":\"" + server.v2Url()
                + "\",\"control\":\"" + server.controlUrl()
                + "\",\"events\":" + history.size() + "}");
        server.awaitClose();
    }

    private static void writeLedger(History history, Path file) throws SimulatorUsageException {
        try {
            Ledger.write(history, file);
        } catch (IOException e) {
            throw new SimulatorUsageException("cannot write --ledger " + file + ": " + e);
        }
    }

    private static void end(SimulatorServer server) {
        server.close();
        System.out.println(server.statsJson());
        System.out.flush();
        String missing = server.missingFaults();
        if (!missing.isEmpty()) {
            System.err.println("faults that were asked for did not happen: " + missing);
            // A process that is told to end has no other way to say that something is wrong.
            Runtime.getRuntime().halt(FAILED);
        }
    }
}
