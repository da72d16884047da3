package dev.skytrove.simulator.server;

import java.util.Optional;

/**
 * How a history is served.
 *
 * @param port the TCP port on the loopback interface, 0 for a free one
 * @param rate how fast each client is served
 * @param liveTip whether clients without a cursor start at the end, as at the real service, not at the beginning
 * @param dictionary what the v1 wire is compressed with for clients that ask for it; without one they get plain text
 * @param v2 what concerns the v2 wire alone
 * @param faults what goes wrong without being asked for over HTTP
 */
public record ServerSettings(
        int port,
        EventRate rate,
        boolean liveTip,
        Optional<Dictionary> dictionary,
        V2Settings v2,
        FaultPlan faults) {
    /** Any free port, as fast as possible, from the beginning. */
    public static final ServerSettings DEFAULT =
            new ServerSettings(0, EventRate.UNLIMITED, false, Optional.empty(), V2Settings.DEFAULT, FaultPlan.NONE);

    /** @throws IllegalArgumentException if {@code port} is no port number */
    public ServerSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("not a port: " + port);
        }
    }

    /** The same at another rate. */
    public ServerSettings withRate(EventRate other) {
        return new ServerSettings(port, other, liveTip, dictionary, v2, faults);
    }

    /** The same with clients that start at the end. */
    public ServerSettings withLiveTip() {
        return new ServerSettings(port, rate, true, dictionary, v2, faults);
    }

    /** The same with a dictionary for the v1 wire. */
    public ServerSettings withDictionary(Dictionary other) {
        return new ServerSettings(port, rate, liveTip, Optional.of(other), v2, faults);
    }

    /** The same with another v2 wire. */
    public ServerSettings withV2(V2Settings other) {
        return new ServerSettings(port, rate, liveTip, dictionary, other, faults);
    }

    /** The same with faults. */
    public ServerSettings withFaults(FaultPlan other) {
        return new ServerSettings(port, rate, liveTip, dictionary, v2, other);
    }
}
