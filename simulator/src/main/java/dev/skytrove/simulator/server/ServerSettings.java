package dev.skytrove.simulator.server;

/**
 * How a history is served.
 *
 * @param port the TCP port on the loopback interface, 0 for a free one
 * @param rate how fast each client is served
 * @param liveTip whether clients without a cursor start at the end, as at the real service, not at the beginning
 */
public record ServerSettings(int port, EventRate rate, boolean liveTip) {
    /** Any free port, as fast as possible, from the beginning. */
    public static final ServerSettings DEFAULT = new ServerSettings(0, EventRate.UNLIMITED, false);

    /** @throws IllegalArgumentException if {@code port} is no port number */
    public ServerSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("not a port: " + port);
        }
    }
}
