package dev.skytrove.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micronaut.context.ApplicationContext;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** I6: a request that cannot be answered gets a problem that says what to change, and nothing of our insides. */
final class TestProblems {
    private static EmbeddedServer server;
    private static HttpClient client;

    @BeforeAll
    static void start() {
        server = ApplicationContext.run(EmbeddedServer.class);
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/number?limit=0     | 400 | limit is 0                    | limit | a whole number from 1 to 1000",
                "/number?limit=abc   | 400 | limit is 'abc'                | limit | a whole number",
                "/number             | 400 | limit is missing              | limit | a whole number",
                "/color?color=blue   | 400 | color is 'blue'               | color | RED, GREEN",
                "/number?limit=%7B0  | 400 | limit is '{0'                 | limit | a whole number",
                "/nothing            | 404 | nothing is at /nothing        |       | ",
                "/fail?how=gone      | 410 | that export has expired       |       | "
            })
    void i6ProblemSaysWhatToChange(String path, int status, String detail, String parameter, String accepts)
            throws Exception {
        HttpResponse<String> response = send(request(path));

        assertThat(response.statusCode()).isEqualTo(status);
        JsonNode problem = problem(response);
        assertThat(problem.get("detail").getStringValue()).isEqualTo(detail);
        assertThat(member(problem, "parameter")).isEqualTo(parameter);
        assertThat(member(problem, "accepts")).isEqualTo(accepts);
    }

    @Test
    void wrongMethodNamesTheRightOnes() throws Exception {
        HttpResponse<String> response = send(request("/number").DELETE());

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow").orElseThrow()).contains("GET");
        assertThat(problem(response).get("status").getIntValue()).isEqualTo(405);
    }

    @Test
    void wrongBodyIsTheCallersFault() throws Exception {
        HttpResponse<String> broken = send(json("{x"));
        assertThat(broken.statusCode()).isEqualTo(400);
        assertThat(problem(broken).get("detail").getStringValue()).startsWith("Invalid JSON").doesNotContain("\n");

        HttpResponse<String> mistyped = send(json("{\"a\":\"b\"}"));
        assertThat(mistyped.statusCode()).isEqualTo(400);
        assertThat(problem(mistyped).get("detail").getStringValue()).isEqualTo("body cannot be read");
    }

    @Test
    void overloadSaysWhenToComeBack() throws Exception {
        HttpResponse<String> response = send(request("/fail?how=overloaded"));

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).contains("2");
        assertThat(problem(response).get("detail").getStringValue()).isEqualTo("too many searches are running");
    }

    /** Netty's memory for answers is one that clients can use up. */
    @Test
    void i5LackOfMemoryIsAnOverload() throws Exception {
        HttpResponse<String> response = send(request("/fail?how=memory"));

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).contains("10");
        assertThat(problem(response).get("detail").getStringValue())
                .isEqualTo("answers that others read leave too little memory");
    }

    @ParameterizedTest
    @CsvSource({"bug", "error"})
    void ourFaultShowsOnlyAnIdThatTheLogHasToo(String how) throws Exception {
        ListAppender<ILoggingEvent> events = new ListAppender<>();
        events.start();
        Logger logger = (Logger) LoggerFactory.getLogger(ErrorHandlers.class);
        logger.addAppender(events);
        try {
            HttpResponse<String> response = send(request("/fail?how=" + how));

            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.body()).doesNotContain("swordfish", "Exception", "skytrove");
            String id = problem(response).get("error_id").getStringValue();
            assertThat(id).hasSize(16);
            assertThat(events.list).singleElement().satisfies(event -> {
                assertThat(event.getFormattedMessage()).contains(id, "GET /fail").doesNotContain("how=");
                assertThat(event.getThrowableProxy().getMessage()).contains("swordfish");
            });
        } finally {
            logger.detachAppender(events);
        }
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.getURL() + path)).header("Accept", "text/html, */*");
    }

    private static HttpRequest.Builder json(String body) {
        return request("/body").header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode problem(HttpResponse<String> response) throws IOException {
        assertThat(response.headers().firstValue("Content-Type")).contains(Problem.MEDIA_TYPE);
        JsonNode problem = JsonMapper.createDefault().readValue(response.body(), JsonNode.class);
        assertThat(names(problem)).contains("type", "title", "status", "detail");
        assertThat(problem.get("status").getIntValue()).isEqualTo(response.statusCode());
        return problem;
    }

    private static Stream<String> names(JsonNode object) {
        return StreamSupport.stream(object.entries().spliterator(), false).map(entry -> entry.getKey());
    }

    private static String member(JsonNode problem, String name) {
        JsonNode value = problem.get(name);
        return value == null ? null : value.getStringValue();
    }
}
