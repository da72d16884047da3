package dev.skytrove.ingestor;

import dev.skytrove.testing.TemporaryDirectory;
import dev.skytrove.testing.TestingRedis;
import dev.skytrove.testing.client.Simulator;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The public servers speak TLS only. */
final class TestTls {
    private static final int EVENTS = 2_000;

    @Test
    void serverIsTrustedForTheNameOfItsCertificateOnly() {
        try (TemporaryDirectory scratch = TemporaryDirectory.create("tls");
                TestingRedis redis = TestingRedis.start();
                RedisContent content = new RedisContent(redis.uri());
                Simulator simulator = Simulators.start("--events", "" + EVENTS)) {
            Path keyStore = TlsProxy.keyStore(scratch.path());
            try (TlsProxy proxy = TlsProxy.start(keyStore, URI.create(simulator.url()));
                    IngestorProcess ingestor = start(redis, proxy, keyStore)) {
                content.awaitIngested(EVENTS);
                ingestor.awaitLog("No subject alternative names matching", 1);
                ingestor.terminate();
            }
        }
    }

    private static IngestorProcess start(TestingRedis redis, TlsProxy proxy, Path trustStore) {
        String wrongName = "wss://127.0.0.1:" + proxy.port() + "/subscribe";
        String rightName = "wss://localhost:" + proxy.port() + "/subscribe";
        return IngestorProcess.start(
                IngestorProcess.settings(redis.uri(), wrongName + "," + rightName),
                "-Djavax.net.ssl.trustStore=" + trustStore,
                "-Djavax.net.ssl.trustStorePassword=" + TlsProxy.PASSWORD);
    }
}
