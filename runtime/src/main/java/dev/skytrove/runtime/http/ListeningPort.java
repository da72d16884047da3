package dev.skytrove.runtime.http;

import dev.skytrove.runtime.JobFailedException;
import dev.skytrove.runtime.UsageException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Locale;

/**
 * Whether a server can listen where a setting says. Micronaut's server tells of an address that is taken only by a trace.
 * Another process may take it between the question and the start; then it is that trace.
 */
public final class ListeningPort {
    private static final int ANY = 0;

    private ListeningPort() {}

    /**
     * Makes sure that a port is free now. One that a stopped server has left is, as it is for Netty: what remains of that
     * server's connections does not matter.
     *
     * @param setting the variable that names the port
     * @param host an address of this machine
     * @param port 0 for any
     * @throws JobFailedException if another process has it
     * @throws UsageException if this process may not have it
     */
    public static void requireFree(String setting, String host, int port) {
        try {
            bind(host, port);
        } catch (IOException e) {
            String reason = e.getMessage();
            String message = "%s is %d, where nothing can listen at %s: %s".formatted(setting, port, host, reason);
            if (reason.toLowerCase(Locale.ROOT).contains("permission")) {
                throw new UsageException(message);
            }
            throw new JobFailedException(message, e);
        }
    }

    /** @throws UsageException if a host is no address of this machine */
    static void requireAddress(String setting, String host) {
        try {
            bind(host, ANY);
        } catch (IOException e) {
            throw new UsageException(setting + " is '" + host + "', which is no address of this machine");
        }
    }

    // Does not listen: no client is let in, and then cut off.
    private static void bind(String host, int port) throws IOException {
        try (Socket probe = new Socket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(host), Math.max(ANY, port)));
        }
    }
}
