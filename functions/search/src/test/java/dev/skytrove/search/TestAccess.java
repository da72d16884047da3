package dev.skytrove.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skytrove.testing.Await;
import dev.skytrove.testing.http.FunctionProcess;
import dev.skytrove.testing.http.ScenarioLake;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may ask and how often, what a request is called, and what is written down of it. */
final class TestAccess {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The key of alice, of which the setting has the SHA-256, as {@code sha256sum} tells it. */
    private static final String KEY = "correct-horse-battery-staple";

    private static final String HASH = "87cbebfeebc05f7c54ac9336c4b4bbec831227a641951a4bde7edd56020f8590";

    @TempDir
    private static Path directory;

    private static FunctionProcess open;
    private static FunctionProcess keyed;

    @BeforeAll
    static void start() {
        Path storage = directory.resolve("storage");
        ScenarioLake.write(storage);
        open = FunctionProcess.start(SearchMain.class, directory, storage, Map.of(
                "SKYTROVE_HTTP_ACCESS_RATE", "3",
                "SKYTROVE_HTTP_ACCESS_LOG", "true",
                "SKYTROVE_HTTP_CORS_ORIGINS", "https://[a-z]+\\.example",
                "SKYTROVE_SEARCH_AGGREGATION", "false",
                "SKYTROVE_HTTP_TRUSTED_PROXIES", "127.0.0.1"));
        keyed = FunctionProcess.start(SearchMain.class, directory, storage, Map.of(
                "SKYTROVE_HTTP_ACCESS_RATE", "2",
                "SKYTROVE_HTTP_ACCESS_KEYS", "alice:" + HASH + ",bob:" + "0".repeat(64)));
    }

    @AfterAll
    static void stop() {
        Stream.of(open, keyed).filter(Objects::nonNull).forEach(FunctionProcess::close);
    }

    @Test
    void aRequestIsCalledAsItsClientCallsIt() throws Exception {
        HttpResponse<String> given = ask(open, "/search?limit=0", "X-Request-Id", "page-7.b_1");
        assertThat(given.headers().allValues("X-Request-Id")).containsExactly("page-7.b_1");
        assertThat(JSON.readTree(given.body()).path("request_id").asText()).isEqualTo("page-7.b_1");

        HttpResponse<String> made = ask(open, "/search?limit=1", "X-Request-Id", "what a \"name\"");
        assertThat(made.headers().firstValue("X-Request-Id").orElse("")).matches("[0-9a-f]{16}");
        HttpResponse<String> nothing = ask(open, "/nothing", "X-Request-Id", "n-1");
        assertThat(nothing.headers().firstValue("X-Request-Id")).hasValue("n-1");
        assertThat(JSON.readTree(nothing.body()).path("request_id").asText()).isEqualTo("n-1");
    }

    @Test
    void pagesOfTheOriginsThatAreSetMayAsk() throws Exception {
        String allowed = "Access-Control-Allow-Origin";

        assertThat(ask(open, "/nothing", "Origin", "https://a.example").headers().firstValue(allowed))
                .hasValue("https://a.example");
        assertThat(ask(open, "/nothing", "Origin", "https://a.elsewhere").headers().firstValue(allowed))
                .isEmpty();
    }

    @Test
    void theLogHasALineOfEachRequestAndNothingOfItsClient() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(open.url() + "/search?text=sekrit&limit=1"))
                .header("X-Request-Id", "logged-1")
                .header("User-Agent", "sekrit-agent")
                .build();
        assertThat(open.send(request).statusCode()).isEqualTo(200);
        ask(open, "/sekrit-path", "X-Request-Id", "logged-2");

        Await.until("both are logged", Duration.ofSeconds(10), () -> line("logged-2").startsWith("{"));
        JsonNode line = JSON.readTree(line("logged-1"));
        assertThat(line.path("method").asText()).isEqualTo("GET");
        assertThat(line.path("path").asText()).isEqualTo("/search");
        assertThat(line.path("status").asInt()).isEqualTo(200);
        assertThat(line.path("ms").isInt()).isTrue();
        assertThat(line.path("key").isNull()).isTrue();
        assertThat(line).hasSize(6);
        assertThat(JSON.readTree(line("logged-2")).path("path").asText()).isEqualTo("other");
        assertThat(open.process().stderr()).doesNotContain("sekrit");
    }

    @Test
    void i5AnAddressMayAskSoOftenAMinute() throws Exception {
        for (int left = 2; left >= 0; left--) {
            HttpResponse<String> response = ask(open, "/status", "X-Forwarded-For", "203.0.113.7");
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("X-RateLimit-Limit")).hasValue("3");
            assertThat(response.headers().firstValue("X-RateLimit-Remaining")).hasValue(Integer.toString(left));
        }
        HttpResponse<String> refused = ask(open, "/status", "X-Forwarded-For", "203.0.113.7");
        assertThat(refused.statusCode()).isEqualTo(429);
        // A third of a minute until there is another.
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 20L);
        assertThat(refused.headers().firstValueAsLong("X-RateLimit-Reset").orElse(0)).isBetween(40L, 60L);
        assertThat(refused.headers().allValues("X-RateLimit-Remaining")).containsExactly("0");
        assertThat(refused.headers().allValues("X-Request-Id")).hasSize(1);
        assertThat(JSON.readTree(refused.body()).path("detail").asText()).contains("3 a minute");
        assertThat(ask(open, "/status", "X-Forwarded-For", "203.0.113.8").statusCode()).isEqualTo(200);
        // Pages may read what they are told.
        assertThat(ask(open, "/status", "Origin", "https://a.example").headers().allValues("Access-Control-Expose-Headers"))
                .anySatisfy(names -> assertThat(names).contains("X-RateLimit-Remaining"));
    }

    @Test
    void i6WithoutAKeyThatIsKnownThereIsNoAnswer() throws Exception {
        for (String field : new String[] {"", "Bearer", "Bearer wrong", "Basic " + KEY, "Bearer " + HASH}) {
            HttpResponse<String> response = ask(keyed, "/status", "Authorization", field);
            assertThat(response.statusCode()).as(field).isEqualTo(401);
            assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"skytrove\"");
            assertThat(JSON.readTree(response.body()).path("title").asText()).isEqualTo("Unauthorized");
        }
        assertThat(ask(keyed, "/status", "Authorization", "bearer " + KEY).statusCode()).isEqualTo(200);
        assertThat(ask(keyed, "/status", "Authorization", "Bearer " + KEY).statusCode()).isEqualTo(200);
        // The limit is that of the key, wherever it comes from.
        assertThat(ask(keyed, "/status", "Authorization", "Bearer " + KEY).statusCode()).isEqualTo(429);
        assertThat(keyed.process().stderr()).doesNotContain(HASH, KEY);
    }

    @Test
    void postsAreNotCountedWhereThatIsOff() throws Exception {
        HttpResponse<String> response = ask(open, "/aggregate?by=hour", "X-Forwarded-For", "203.0.113.9");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(JSON.readTree(response.body()).path("detail").asText()).contains("SKYTROVE_SEARCH_AGGREGATION");
    }

    private static String line(String id) {
        return open.process()
                .stderr()
                .lines()
                .filter(line -> line.contains("\"request_id\":\"" + id + "\""))
                .map(line -> line.substring(line.indexOf('{')))
                .findFirst()
                .orElse("");
    }

    private static HttpResponse<String> ask(FunctionProcess function, String target, String header, String value) {
        return function.send(HttpRequest.newBuilder(URI.create(function.url() + target)).header(header, value).build());
    }
}
