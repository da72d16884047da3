package dev.skytrove.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.testing.http.FunctionProcess;
import dev.skytrove.testing.http.RawRequest;
import dev.skytrove.testing.http.ScenarioLake;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients send that are no library: bytes in the request line, HTTP/1.0, HEAD, hosts and origins. */
final class TestHttpDialect {
    @TempDir
    private static Path directory;

    private static FunctionProcess function;

    @BeforeAll
    static void start() {
        ScenarioLake.write(directory.resolve("storage"));
        function = FunctionProcess.start(SearchMain.class, directory, directory.resolve("storage"), Map.of());
    }

    @AfterAll
    static void stop() {
        if (function != null) {
            function.close();
        }
    }

    @Test
    void utf8InTheRequestLineIsReadAsUtf8() throws IOException {
        assertThat(ask("/search?text=ärger+дом")).startsWith("HTTP/1.1 200").contains("/10\"", "\"count\":1");
        assertThat(ask("/search?text=🙈")).contains("/13\"", "\"count\":1");
    }

    @Test
    void i6OtherBytesInTheRequestLineAreRefused() throws IOException {
        String answer = RawRequest.exchange(function.url().getPort(), request("/search?text=\u00e4rger", "localhost"));

        assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json", "Caf%C3%A9");
    }

    @Test
    void i6ParametersBehindThousandsOfOthersAreHeardOf() {
        String many = "lang=&".repeat(10_000);

        assertThat(function.get("/search?" + many + "text=%F0%9F%99%88").body()).contains("/13\"", "\"count\":1");
        assertThat(function.get("/search?" + many + "bogus=1").statusCode()).isEqualTo(400);
        assertThat(function.get("/aggregate?" + many + "bogus=1").statusCode()).isEqualTo(400);
    }

    @Test
    void i6OtherVersionsOfHttpAreRefused() throws IOException {
        int port = function.url().getPort();
        for (String version : new String[] {"HTTP/9.9", "HTTP/2.0", "HTTP/0.9"}) {
            assertThat(RawRequest.exchange(port, "GET /search " + version + "\r\nHost: localhost\r\n\r\n"))
                    .startsWith("HTTP/1.1 505")
                    .contains("application/problem+json", "this server speaks HTTP/1.1");
        }
        assertThat(RawRequest.exchange(port, "GET /search?limit=1 HTTP/1.0\r\n\r\n")).contains(" 200 ");
    }

    @Test
    void i6PreflightOfHundredsOfHeadersAllowsNoneOfThem() throws IOException {
        String few = RawRequest.exchange(function.url().getPort(), preflight("x-a, x-b"));
        assertThat(few).startsWith("HTTP/1.1 200").containsIgnoringCase("access-control-allow-headers");

        for (String many : new String[] {"a,".repeat(1000) + "a", "a\r\nAccess-Control-Request-Headers: b".repeat(100)}) {
            String answer = RawRequest.exchange(function.url().getPort(), preflight(many));
            assertThat(answer).doesNotContainIgnoringCase("access-control-allow-headers");
            assertThat(answer.length()).isLessThan(2000);
        }
    }

    private static String preflight(String headers) {
        return "OPTIONS /search HTTP/1.1\r\nHost: localhost\r\nOrigin: https://page.example\r\n"
                + "Access-Control-Request-Method: GET\r\nAccess-Control-Request-Headers: " + headers
                + "\r\nConnection: close\r\n\r\n";
    }

    @Test
    void headHasTheHeadersOfGet() {
        HttpResponse<String> get = function.get("/search?text=jump");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(function.url() + "/search?text=jump"));
        HttpResponse<String> head = function.send(request.method("HEAD", BodyPublishers.noBody()).build());

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Type")).isEqualTo(get.headers().firstValue("Content-Type"));
        // They differ in how long they took.
        assertThat(head.headers().firstValueAsLong("Content-Length").orElseThrow())
                .isBetween(get.body().length() - 5L, get.body().length() + 5L);
    }

    @Test
    void headOfAWrongRequestHasItsStatus() {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(function.url() + "/search?limit=0"));

        assertThat(function.send(request.method("HEAD", BodyPublishers.noBody()).build()).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/*                       | 200",
                "application/*             | 200",
                "text/html, application/*  | 200",
                "text/*, */*;q=0.1         | 200",
                "text/*                    | 406",
                "application/json;q=0      | 406",
                "application/json;q=0, */* | 406",
                "*/*;q=0                   | 406",
            })
    void acceptIsReadAsItIsWritten(String accept, int status) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(function.url() + "/search?text=jump"))
                .header("Accept", accept)
                .build();
        HttpResponse<String> answer = function.send(request);

        assertThat(answer.statusCode()).isEqualTo(status);
        if (status == 406) {
            assertThat(answer.body()).contains("\"status\":406", "the answer is application/json", "leave Accept away");
        }
    }

    @Test
    void i6RefusedUrlsSayWhatToChange() throws IOException {
        assertThat(ask("/search?text=" + "a".repeat(70_000)))
                .contains(" 413 ")
                .contains("application/problem+json", "64 KiB", "make parameters shorter");
        assertThat(ask("/search?text=100%"))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json", "not well-formed", "%25");
        assertThat(RawRequest.exchange(
                        function.url().getPort(), "GET /search HTTP/1.1\r\nHost: a\r\nX Y: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("cannot be read as HTTP/1.1");
        assertThat(ask("/search?text=a%zz")).startsWith("HTTP/1.1 400").contains("%25");
        assertThat(ask("/search?text=[a]{b}|\\^`")).startsWith("HTTP/1.1 400").contains("percent-encode");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/prometheus"})
    void i6WebPagesCannotReadTheManagement(String path) throws IOException {
        int port = function.managementUrl().getPort();

        assertThat(RawRequest.exchange(port, request(path, "localhost:" + port))).startsWith("HTTP/1.1 200");
        assertThat(RawRequest.exchange(port, request(path, "127.0.0.1"))).startsWith("HTTP/1.1 200");
        assertThat(RawRequest.exchange(port, request(path, "rebound.example:" + port))).startsWith("HTTP/1.1 403");
        assertThat(RawRequest.exchange(port, request(path, "localhost\r\nOrigin: https://page.example")))
                .startsWith("HTTP/1.1 200")
                .doesNotContainIgnoringCase("access-control-");
    }

    private static String ask(String target) throws IOException {
        byte[] bytes = request(target, "localhost").getBytes(StandardCharsets.UTF_8);
        return RawRequest.exchange(function.url().getPort(), new String(bytes, StandardCharsets.ISO_8859_1));
    }

    private static String request(String target, String host) {
        return "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
    }
}
