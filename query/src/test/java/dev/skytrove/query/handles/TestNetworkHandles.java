package dev.skytrove.query.handles;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.skytrove.query.handles.HandleResolver.Resolution;
import dev.skytrove.query.handles.NetworkHandles.Network;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Handles, asked of a DNS server and an HTTPS server on this machine. */
final class TestNetworkHandles {
    private static final char[] PASSWORD = "for-tests".toCharArray();
    private static final String DID = "did:plc:ewvi7nxzyoun6zhxrhs64oiz";
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @TempDir
    private static Path directory;

    private static DnsServer dns;
    private static HttpsServer https;
    private static SSLContext tls;
    private static final AtomicInteger asked = new AtomicInteger();
    private static final Map<String, String> files = new ConcurrentHashMap<>();

    @BeforeAll
    static void start() throws Exception {
        dns = DnsServer.start(Map.of(
                "_atproto.dns.skytrove.dev", List.of("v=spf1 -all", "did=" + DID),
                "_atproto.two.skytrove.dev", List.of("did=did:plc:one", "did=did:plc:two"),
                "_atproto.long.skytrove.dev", List.of("x".repeat(1500), "did=" + DID),
                "_atproto.bad.skytrove.dev", List.of("did=nobody")));
        tls = certificateOf("web.skytrove.dev", "gone.skytrove.dev", "moved.skytrove.dev", "broken.skytrove.dev", "bad.skytrove.dev");
        https = HttpsServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(tls));
        https.createContext("/.well-known/atproto-did", exchange -> {
            asked.incrementAndGet();
            String host = exchange.getRequestHeaders().getFirst("Host");
            byte[] body = files.getOrDefault(host, "").getBytes(StandardCharsets.UTF_8);
            int status = switch (host) {
                case "gone.skytrove.dev" -> 404;
                case "broken.skytrove.dev" -> 500;
                case "moved.skytrove.dev" -> 302;
                default -> 200;
            };
            exchange.getResponseHeaders().set("Location", "https://web.skytrove.dev/.well-known/atproto-did");
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        https.start();
        files.put("web.skytrove.dev", DID + "\n");
        files.put("bad.skytrove.dev", "<!doctype html>");
        files.put("other.skytrove.dev", DID);
    }

    @AfterAll
    static void stop() throws IOException {
        https.stop(0);
        dns.close();
    }

    @Test
    void aTextRecordTells() {
        int before = asked.get();
        assertThat(handles(Set.of(LOOPBACK)).resolve("dns.skytrove.dev")).isEqualTo(new Resolution.Found(DID));
        assertThat(asked.get()).isEqualTo(before);
    }

    @Test
    void anAnswerTooLongForUdpIsAskedForByTcp() {
        assertThat(handles(Set.of(LOOPBACK)).resolve("long.skytrove.dev")).isEqualTo(new Resolution.Found(DID));
        assertThat(dns.byTcp()).isPositive();
    }

    @Test
    void withoutOneTheHostTells() {
        assertThat(handles(Set.of(LOOPBACK)).resolve("web.skytrove.dev")).isEqualTo(new Resolution.Found(DID));
    }

    @Test
    void whatNobodyTellsIsNobodys() {
        NetworkHandles handles = handles(Set.of(LOOPBACK));
        for (String handle : List.of(
                "gone.skytrove.dev", "bad.skytrove.dev", "moved.skytrove.dev", "nohost.skytrove.dev", "two.skytrove.dev",
                "alice.local", "alice.example", "alice.internal")) {
            assertThat(handles.resolve(handle)).as(handle).isEqualTo(new Resolution.Missing());
        }
    }

    @Test
    void aHostThatFailsOrIsAnotherLeavesItOpen() {
        assertThat(handles(Set.of(LOOPBACK)).resolve("broken.skytrove.dev")).isEqualTo(new Resolution.Unknown());
        // The certificate is not for it.
        int before = asked.get();
        assertThat(handles(Set.of(LOOPBACK)).resolve("other.skytrove.dev")).isEqualTo(new Resolution.Unknown());
        assertThat(asked.get()).isEqualTo(before);
    }

    @Test
    void i6AnAddressThatIsNotPublicIsNotAsked() {
        int before = asked.get();
        assertThat(handles(Set.of()).resolve("web.skytrove.dev")).isEqualTo(new Resolution.Missing());
        assertThat(asked.get()).isEqualTo(before);
    }

    @Test
    void withoutDnsOfTextRecordsWhatNoHostTellsIsOpen() {
        NetworkHandles handles = new NetworkHandles(network(List.of(), Set.of(LOOPBACK)), Clock.systemUTC());
        assertThat(handles.resolve("gone.skytrove.dev")).isEqualTo(new Resolution.Unknown());
        assertThat(handles.resolve("web.skytrove.dev")).isEqualTo(new Resolution.Found(DID));
    }

    @Test
    void whatWasFoundOutIsKept() {
        NetworkHandles handles = handles(Set.of(LOOPBACK));
        handles.resolve("web.skytrove.dev");
        int before = asked.get();
        assertThat(handles.resolve("web.skytrove.dev")).isEqualTo(new Resolution.Found(DID));
        assertThat(asked.get()).isEqualTo(before);
    }

    @Test
    void dnsServersAreThoseOfTheMachine() throws Exception {
        Path file = Files.writeString(directory.resolve("resolv.conf"), """
                # made by hand
                search example.org
                nameserver 9.9.9.9
                nameserver 2620:fe::fe
                nameserver 1.1.1.1
                """);
        assertThat(NetworkHandles.NameServers.of(file)).containsExactly(
                new InetSocketAddress(InetAddress.ofLiteral("9.9.9.9"), 53),
                new InetSocketAddress(InetAddress.ofLiteral("2620:fe::fe"), 53));
        assertThat(NetworkHandles.NameServers.of(directory.resolve("none"))).isEmpty();
    }

    private static NetworkHandles handles(Set<InetAddress> allowed) {
        return new NetworkHandles(network(List.of(dns.address()), allowed), Clock.systemUTC());
    }

    private static Network network(List<InetSocketAddress> servers, Set<InetAddress> allowed) {
        return new Network(
                servers,
                name -> {
                    if (name.startsWith("nohost.") || name.startsWith("two.")) {
                        throw new UnknownHostException(name);
                    }
                    return new InetAddress[] {LOOPBACK};
                },
                allowed::contains,
                https.getAddress().getPort(),
                tls::getSocketFactory);
    }

    /** Made by the JDK's own tool; whoever has it trusts it. */
    private static SSLContext certificateOf(String... names) throws Exception {
        Path store = directory.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "tests",
                        "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=tests", "-validity", "2", "-ext",
                        "san=dns:" + String.join(",dns:", names), "-storetype", "PKCS12", "-keystore", store.toString(),
                        "-storepass", new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).as(said).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(store)) {
            keys.load(stream, PASSWORD);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }
}
