package dev.skytrove.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestExplorerServer {
    @TempDir
    Path folder;

    private HttpServer function;
    private ExplorerServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() throws IOException {
        Path page = Files.createDirectories(folder.resolve("page/assets")).getParent();
        Files.writeString(page.resolve("index.html"), "<!doctype html>");
        Files.writeString(page.resolve("assets/a.js"), "1");
        Files.writeString(folder.resolve("secret"), "secret");
        function = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        function.createContext("/", exchange -> {
            byte[] answer = exchange.getRequestURI().toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("X-Complete", "true");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(answer);
            exchange.getResponseBody().flush();
            if (exchange.getRequestURI().getPath().equals("/export")) {
                throw new IOException("the export breaks off");
            }
            exchange.getResponseBody().close();
        });
        function.start();
        URI url = URI.create("http://127.0.0.1:" + function.getAddress().getPort() + "/any");
        server = ExplorerServer.start(page, url, url);
    }

    @AfterEach
    void end() {
        server.close();
        function.stop(0);
        client.shutdownNow();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.url() + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void servesThePageWithItsPolicy() throws Exception {
        HttpResponse<String> page = get("");
        assertThat(page.body()).isEqualTo("<!doctype html>");
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'; script-src 'self';")
                .contains("frame-ancestors 'none'");
        HttpResponse<String> script = get("assets/a.js");
        assertThat(script.body()).isEqualTo("1");
        assertThat(script.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
        assertThat(get("assets/b.js").statusCode()).isEqualTo(404);
    }

    @Test
    void handsRequestsOnToFunctions() throws Exception {
        HttpResponse<String> found = get("search?text=caf%C3%A9&limit=1");
        assertThat(found.body()).isEqualTo("/search?text=caf%C3%A9&limit=1");
        assertThat(found.headers().firstValue("X-Complete")).contains("true");
        assertThat(get("xrpc/app.bsky.feed.searchPosts?q=a").body()).isEqualTo("/xrpc/app.bsky.feed.searchPosts?q=a");
        assertThat(get("interactions?a=1").body()).isEqualTo("/interactions?a=1");
        assertThat(get("searching").statusCode()).isEqualTo(404);
    }

    @Test
    void answerThatBreaksOffIsNotTakenForAWholeOne() {
        assertThatThrownBy(() -> get("export")).isInstanceOf(IOException.class);
    }

    @Test
    void functionThatIsDownIsAProblem() throws Exception {
        function.stop(0);
        HttpResponse<String> answer = get("search");
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"detail\":\"the function does not answer\"");
    }

    @Test
    void nothingBesideThePageIsServed() throws Exception {
        // A client that does not tidy up the path as java.net.http does.
        for (String path : new String[] {"/../secret", "/assets/../../secret", "/%2e%2e/secret", "//secret"}) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.url().getPort())) {
                String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(answer).as(path).contains(" 404 ").doesNotContain("\r\nsecret");
            }
        }
    }
}
