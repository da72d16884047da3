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
 */
public record ServerSettings(
        int port, EventRate rate, boolean liveTip, Optional<Dictionary> dictionary, V2Settings v2) {
    /** Any free port, as fast as possible, from the beginning. */
    public static final ServerSettings DEFAULT =
            new ServerSettings(0, EventRate.UNLIMITED, false, Optional.empty(), V2Settings.DEFAULT);

    /** @throws IllegalArgumentException if {@code port} is no port number */
    public ServerSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("not a port: " + port);
        }
    }

    /** The same at another rate. */
    public ServerSettings withRate(EventRate other) {
        return new ServerSettings(port, other, liveTip, dictionary, v2);
    }

    /** The same with clients that start at the end. */
    public ServerSettings withLiveTip() {
        return new ServerSettings(port, rate, true, dictionary, v2);
    }

    /** The same with a dictionary for the v1 wire. */
    public ServerSettings withDictionary(Dictionary other) {
        return new ServerSettings(port, rate, liveTip, Optional.of(other), v2);
    }

    /** The same with another v2 wire. */
    public ServerSettings withV2(V2Settings other) {
        return new ServerSettings(port, rate, liveTip, dictionary, other);
    }
}
