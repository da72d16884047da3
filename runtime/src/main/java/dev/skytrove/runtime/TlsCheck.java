package dev.skytrove.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** A TLS handshake with a server of our own, whose key the build made; and whether public servers are trusted. */
final class TlsCheck {
    /** A key and its certificate for {@code localhost}. They protect nothing, so the password is no secret. */
    private static final String KEY_STORE = "tls-check.p12";

    private static final char[] PASSWORD = "tls-check".toCharArray();
    private static final int MESSAGE = 42;
    private static final int LIMIT = Math.toIntExact(Duration.ofSeconds(30).toMillis());

    private TlsCheck() {}

    static String run() throws GeneralSecurityException, IOException {
        int roots = publicRoots();
        if (roots == 0) {
            throw new IllegalStateException("no certificate authority is trusted");
        }
        SSLContext context = context();
        try (ServerSocket server =
                context.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(LIMIT);
            CompletableFuture<Void> answered = CompletableFuture.runAsync(() -> echo(server), TlsCheck::startDaemon);
            String session = talk(context, server.getLocalPort());
            answered.join();
            return session + "; " + roots + " public authorities";
        }
    }

    /** Not a virtual thread, which a native image may leave waiting for bytes that have come (oracle/graal#13787). */
    private static void startDaemon(Runnable task) {
        Thread.ofPlatform().daemon().name("tls-check").start(task);
    }

    private static void echo(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.setSoTimeout(LIMIT);
            socket.getOutputStream().write(socket.getInputStream().read());
        } catch (IOException e) {
            throw new IllegalStateException("the TLS server failed", e);
        }
    }

    private static String talk(SSLContext context, int port) throws IOException {
        Socket plain = new Socket(InetAddress.getLoopbackAddress(), port);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, "localhost", port, true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.setSoTimeout(LIMIT);
            socket.getOutputStream().write(MESSAGE);
            if (socket.getInputStream().read() != MESSAGE) {
                throw new IllegalStateException("the TLS server answered something else");
            }
            return socket.getSession().getProtocol() + " " + socket.getSession().getCipherSuite();
        }
    }

    private static SSLContext context() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = TlsCheck.class.getResourceAsStream(KEY_STORE)) {
            store.load(in, PASSWORD);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        TrustManagerFactory trust = trust(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static int publicRoots() throws GeneralSecurityException {
        return ((X509TrustManager) trust(null).getTrustManagers()[0]).getAcceptedIssuers().length;
    }

    private static TrustManagerFactory trust(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust;
    }
}
