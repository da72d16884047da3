package dev.skytrove.ingestor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** Speaks TLS as {@code localhost} and passes on what is inside. */
final class TlsProxy implements AutoCloseable {
    static final String PASSWORD = "changeit";

    private final SSLServerSocket listener;
    private final URI target;

    private TlsProxy(SSLServerSocket listener, URI target) {
        this.listener = listener;
        this.target = target;
    }

    /** Makes a key store with a self-signed certificate of {@code localhost}, which also serves as trust store. */
    static Path keyStore(Path directory) {
        Path store = directory.resolve("tls.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        try {
            int code = new ProcessBuilder(
                            keytool.toString(), "-genkeypair", "-alias", "test", "-keyalg", "EC",
                            "-dname", "CN=localhost", "-ext", "SAN=dns:localhost",
                            "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD)
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("keytool ended with " + code);
            }
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static TlsProxy start(Path keyStore, URI target) {
        try {
            SSLServerSocket listener = (SSLServerSocket) context(keyStore)
                    .getServerSocketFactory()
                    .createServerSocket(0, 10, InetAddress.getLoopbackAddress());
            TlsProxy proxy = new TlsProxy(listener, target);
            Thread.ofVirtual().start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SSLContext context(Path keyStore) throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket server = new Socket(target.getHost(), target.getPort());
                for (List<Socket> way : List.of(List.of(client, server), List.of(server, client))) {
                    Thread.ofVirtual().start(() -> pass(way.get(0), way.get(1)));
                }
            } catch (IOException e) {
                // Closed, or a client that did not like the certificate.
            }
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One side is gone, so the other goes too.
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
