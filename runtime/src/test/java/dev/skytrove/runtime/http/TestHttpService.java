package dev.skytrove.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.runtime.ChildProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestHttpService {
    private static final Pattern READY =
            Pattern.compile("\\{\"ready\":\"search\",\"url\":\"(http://127.0.0.1:\\d+)\"}");

    @TempDir
    private Path directory;

    @Test
    void tellsItsUrlAndEndsWithZeroOnceItsRequestsAreAnswered() throws Exception {
        try (ChildProcess child = ChildProcess.start(TestingService.class, directory, Map.of());
                HttpClient client = HttpClient.newHttpClient()) {
            String url = url(child.readLine());
            CompletableFuture<HttpResponse<String>> slow =
                    client.sendAsync(request(url + "/slow"), BodyHandlers.ofString());
            // Answered while the slow one runs: the server has taken that on.
            while (!client.send(request(url + "/slow/running"), BodyHandlers.ofString()).body().equals("1")) {
                Thread.onSpinWait();
            }
            child.terminate();

            assertThat(slow.join().statusCode()).isEqualTo(200);
            ChildProcess.Ended ended = child.await();
            assertThat(ended.code()).as(ended.stderr()).isZero();
            assertThat(ended.stdout())
                    .singleElement()
                    .asString()
                    .matches("\\{\"stopped\":\"search\",\"uptime_ms\":\\d+}");
        }
    }

    @Test
    void portInUseFailsTheProcess() throws Exception {
        try (ChildProcess first = ChildProcess.start(TestingService.class, directory, Map.of())) {
            String port = url(first.readLine()).replaceFirst(".*:", "");
            try (ChildProcess second =
                    ChildProcess.start(TestingService.class, directory, Map.of("SKYTROVE_HTTP_PORT", port))) {
                ChildProcess.Ended ended = second.await();
                assertThat(ended.code()).isEqualTo(1);
                assertThat(ended.stdout()).isEmpty();
                assertThat(ended.stderr()).contains(port);
            }
        }
    }

    private static String url(String line) {
        Matcher matcher = READY.matcher(line);
        assertThat(matcher.matches()).as(line).isTrue();
        return matcher.group(1);
    }

    private static HttpRequest request(String url) {
        return HttpRequest.newBuilder(URI.create(url)).build();
    }
}
