package dev.skytrove.query.handles;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Hosts that answer in no way that was thought of. */
final class TestWellKnown {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    /** It begins a TLS record of 16 KiB, and sends a byte of it whenever its client is about to give up. */
    @Test
    @Timeout(60)
    void i5HostThatNeverEndsHoldsNoThread() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK)) {
            CompletableFuture<Void> host = CompletableFuture.runAsync(
                    () -> drip(server), task -> Thread.ofPlatform().daemon().start(task));
            WellKnown hosts = new WellKnown(
                    () -> (SSLSocketFactory) SSLSocketFactory.getDefault(),
                    server.getLocalPort(),
                    Duration.ofSeconds(30),
                    Duration.ofMillis(300));

            assertThatExceptionOfType(IOException.class).isThrownBy(() -> hosts.fetch("slow.skytrove.dev", LOOPBACK));
            host.get(30, TimeUnit.SECONDS);
        }
    }

    /** Until the client has gone. */
    private static void drip(ServerSocket server) {
        try (Socket client = server.accept();
                OutputStream out = client.getOutputStream()) {
            out.write(new byte[] {0x16, 0x03, 0x03, 0x40, 0x00});
            client.setSoTimeout(20);
            for (boolean there = true; there; ) {
                out.write(0);
                out.flush();
                there = isThere(client);
            }
        } catch (IOException gone) {
            // It left.
        }
    }

    /** Waits for what the client says, or that it leaves, as long as it takes until the next byte. */
    private static boolean isThere(Socket client) throws IOException {
        try {
            return client.getInputStream().read() >= 0;
        } catch (SocketTimeoutException e) {
            return true;
        }
    }
}
