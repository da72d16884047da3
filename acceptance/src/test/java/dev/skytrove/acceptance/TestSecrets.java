package dev.skytrove.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.skytrove.testing.Await;
import dev.skytrove.testing.ChildProcess;
import dev.skytrove.testing.RedisServer;
import dev.skytrove.testing.client.Http;
import dev.skytrove.testing.client.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every process says all that it can, with every secret set, to servers that want them and refuse them. */
@Timeout(300)
final class TestSecrets {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** Of words that no output has by itself, so that each part of it can be looked for. */
    private static final List<String> PARTS = List.of("swordfish77", "trout88", "salmon99", "pike66", "carp55", "perch44");

    private static final String PASSWORD = "swordfish77 trout88/salmon99#pike66?carp55@perch44";
    private static final String ENCODED = "swordfish77%20trout88%2Fsalmon99%23pike66%3Fcarp55%40perch44";
    private static final Map<String, String> KEYS = Map.of(
            "AWS_ACCESS_KEY_ID", "KEYIDwalrus11",
            "AWS_SECRET_ACCESS_KEY", "secret/walrus22+seal33=",
            "AWS_SESSION_TOKEN", "token//walrus44+seal55==");

    @TempDir
    private Path directory;

    private final AtomicInteger asked = new AtomicInteger();
    private final Queue<String> stdout = new ConcurrentLinkedQueue<>();
    private HttpServer bucket;
    private RedisServer redis;

    @BeforeEach
    void startServers() throws IOException {
        Processes.assumeBuilt("ingestor", "flush", "search", "export");
        bucket = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        bucket.createContext("/", exchange -> {
            asked.incrementAndGet();
            byte[] answer = "<Error><Code>InvalidAccessKeyId</Code></Error>".getBytes(UTF_8);
            exchange.getResponseHeaders().add("x-amz-request-id", "tx1");
            exchange.sendResponseHeaders(403, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        bucket.start();
        redis = RedisServer.start(directory.resolve("redis"));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), redis.port())) {
            // One block of one event, for which a flush asks the bucket.
            socket.getOutputStream().write(("CONFIG SET requirepass \"" + PASSWORD + "\"\r\n"
                            + "XADD firehose:posts:queue * b \"\\x01\\x01\\x00\\x00\\x00\\x04\\x00\\x00\\x00none\"\r\nQUIT\r\n")
                    .getBytes(UTF_8));
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8)).startsWith("+OK\r\n$");
        }
    }

    @AfterEach
    void stopServers() {
        bucket.stop(0);
        redis.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {PASSWORD, ENCODED})
    void jobSaysWhatIsWrongAndNoSecret(String password) throws IOException {
        try (ChildProcess flush = start("flush", redisUrl(password))) {
            assertThat(flush.waitFor(PATIENCE)).isEqualTo(1);
        }
        // Redis let it in, the bucket did not.
        assertThat(asked).hasPositiveValue();
        assertThat(output("flush"))
                .contains("flush failed: cannot list 'lake/' in s3://bucket/prefix: InvalidAccessKeyId")
                .contains("check AWS_ACCESS_KEY_ID");
        assertNoSecret(output("flush"));
    }

    @Test
    void servicesShowNoSecret() throws Exception {
        try (ChildProcess ingestor = start("ingestor", redisUrl(ENCODED))) {
            Await.until("the bucket is asked", PATIENCE, () -> asked.get() > 0);
            assertThat(ingestor.terminate(PATIENCE)).isZero();
        }
        assertNoSecret(output("ingestor"));
        for (String function : List.of("search", "export")) {
            try (ChildProcess process = start(function, redisUrl(PASSWORD))) {
                String url = Json.parse(process.awaitLine(line -> line.startsWith("{"), PATIENCE)).path("url").asText();
                assertThat(Http.status(URI.create(url + "/" + function + "?text=a"))).isGreaterThanOrEqualTo(500);
                process.terminate(PATIENCE);
            }
            assertNoSecret(output(function));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "redis://:swordfish77 trout88/salmon99", "redis://:" + PASSWORD + "@", PASSWORD, "http://:" + PASSWORD + "@127.0.0.1",
        "redis://:" + PASSWORD + "%@127.0.0.1", "redis://" + PASSWORD + "@127.0.0.1/x", "redis://:swordfish77@trout88:salmon99"
    })
    void wrongUrlIsRefusedByItsNameAlone(String url) throws IOException {
        try (ChildProcess flush = start("flush", url)) {
            assertThat(flush.waitFor(PATIENCE)).isEqualTo(2);
        }
        assertThat(output("flush")).contains("SKYTROVE_REDIS is not redis://");
        // What is behind the last '@' is the host's place, whatever it is.
        List<String> secret = url.endsWith("salmon99") ? List.of("swordfish77") : PARTS.subList(0, 5);
        assertThat(output("flush")).doesNotContain(secret);
    }

    @Test
    void selfCheckShowsNoSecretInItsResult() throws IOException {
        ChildProcess.Builder builder = builder("flush", redisUrl("wrong-" + PASSWORD), "--selfcheck");
        try (ChildProcess flush = builder.start()) {
            assertThat(flush.waitFor(PATIENCE)).isEqualTo(1);
        }
        assertThat(stdout).anyMatch(line -> line.contains("\"library\":\"redis\",\"ok\":false"));
        assertNoSecret(output("flush"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis", "bucket"})
    void jobThatReachesNobodySaysSoInOneLine(String missing) throws IOException {
        // Nothing listens at the ports of servers that are gone.
        int port = missing.equals("redis") ? redis.port() : bucket.getAddress().getPort();
        if (missing.equals("redis")) {
            redis.close();
        } else {
            bucket.stop(0);
        }
        ChildProcess.Builder builder = builder("flush", redisUrl(PASSWORD)).environment("SKYTROVE_LOG_LEVEL", "INFO");
        try (ChildProcess flush = builder.start()) {
            assertThat(flush.waitFor(PATIENCE)).isEqualTo(1);
        }
        List<String> lines = Files.readAllLines(directory.resolve("flush.log"));
        assertThat(lines).noneMatch(line -> line.startsWith("\tat ") || line.startsWith("Caused by"));
        assertThat(lines).filteredOn(line -> line.contains("ERROR")).singleElement().asString()
                .contains("flush failed: ", "127.0.0.1:" + port);
        assertNoSecret(output("flush"));
    }

    private ChildProcess start(String process, String redisUrl) {
        return builder(process, redisUrl).start();
    }

    private ChildProcess.Builder builder(String process, String redisUrl, String... arguments) {
        return Processes.of(process, directory, arguments)
                .withoutEnvironment("PORT")
                .environment(KEYS)
                .environment("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:" + bucket.getAddress().getPort())
                .environment("SKYTROVE_STORAGE", "s3://bucket/prefix")
                .environment("SKYTROVE_REDIS", redisUrl)
                .environment("SKYTROVE_JETSTREAM", "ws://127.0.0.1:1/subscribe?wantedDids=did:plc:a&key=walrus66")
                .environment("SKYTROVE_MANAGEMENT_PORT", "0")
                .environment(process.equals("search") || process.equals("export")
                        ? Map.of("SKYTROVE_HTTP_PORT", "0", "SKYTROVE_CACHE_DIR", directory.resolve("cache").toString())
                        : Map.of())
                .environment("SKYTROVE_LOG_LEVEL", "TRACE")
                .onStdout(stdout::add);
    }

    private String redisUrl(String password) {
        return "redis://:" + password + "@127.0.0.1:" + redis.port();
    }

    private String output(String process) throws IOException {
        String log = Files.readString(directory.resolve(process + ".log"));
        assertThat(log).as("the log of " + process).isNotEmpty();
        return log + String.join("\n", stdout);
    }

    private static void assertNoSecret(String output) {
        List<String> secrets = new ArrayList<>(PARTS);
        secrets.addAll(List.of("walrus", "seal33", "seal55"));
        Map<String, String> all = new HashMap<>(KEYS);
        all.put("password", PASSWORD);
        for (String secret : all.values()) {
            String encoded = URLEncoder.encode(secret, UTF_8);
            secrets.addAll(List.of(secret, encoded, encoded.toLowerCase(Locale.ROOT)));
            secrets.add(Base64.getEncoder().encodeToString(secret.getBytes(UTF_8)));
        }
        assertThat(output).doesNotContain(secrets);
    }
}
