package dev.skytrove.simulator;

/** The command line cannot be followed; the message says what to change. */
final class SimulatorUsageException extends Exception {
    private static final long serialVersionUID = 1L;

    SimulatorUsageException(String message) {
        super(message);
    }
}
