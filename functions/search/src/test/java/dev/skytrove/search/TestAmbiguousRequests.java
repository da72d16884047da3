package dev.skytrove.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.testing.http.FunctionProcess;
import dev.skytrove.testing.http.RawRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests that a proxy before us could read in another way: RFC 9112 has them refused, and the connection closed. A bar
 * is the end of a line.
 */
final class TestAmbiguousRequests {
    @TempDir
    private static Path directory;

    private static FunctionProcess function;

    @BeforeAll
    static void start() {
        function = FunctionProcess.start(SearchMain.class, directory, directory.resolve("storage"), Map.of());
    }

    @AfterAll
    static void stop() {
        if (function != null) {
            function.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "1.1||",
        "1.1|Host: localhost|Host: localhost||",
        "1.1|Host: localhost|Host: other||",
        "1.0|Host: localhost|Host: localhost||",
        "1.1|Host: a b||",
        "1.1|Host: localhost, localhost||",
        "1.1|Host: user@localhost||",
        "1.1|Host: localhost/x||",
        "1.1|Host: localhost:80x||",
        "1.0|Host: localhost|Transfer-Encoding: chunked||0||",
        "1.1|Host: localhost|Transfer-Encoding: chunked, chunked||0||",
        "1.1|Host: localhost|Transfer-Encoding: chunked|Transfer-Encoding: chunked||0||",
        "1.1|Host: localhost|Transfer-Encoding: gzip||",
        "1.1|Host: localhost|Transfer-Encoding: chunked, gzip||0||",
        "1.1|Host: localhost|Transfer-Encoding: gzip, chunked||0||",
        "1.1|Host: localhost|Transfer-Encoding: xchunked||0||",
        "1.1|Host: localhost|Transfer-Encoding: chunked;a=b||0||",
        "1.1|Host: localhost|Content-Length: 0|Content-Length: 0||",
        "1.1|Host: localhost|Content-Length: 0|Content-Length: 4||",
        "1.1|Host: localhost|Content-Length: 0, 4||",
        "1.1|Host: localhost|Content-Length: +5||hello",
        "1.1|Host: localhost|Content-Length: -5||hello",
        "1.1|Host: localhost|Content-Length: 0x5||hello",
        "1.1|Host: localhost|Content-Length: ||",
        "1.1|Host: localhost|Content-Length: 99999999999999999999||",
        "1.1|Host : localhost||",
        "1.1|Host: localhost|Content-Length : 5||hello",
        "1.1| X-A: 1|Host: localhost||",
        "1.1|Host: localhost|X A: 1||",
        "1.1|Host: localhost|X-A||",
        "1.1|Host: localhost|: 1||",
        "1.1\nHost: localhost\n\n",
        "1.1|Host: localhost\n|",
        "1.1|Host: localhost|X-A: a\rb||",
        "1.1|Host: localhost|X-A: a\rContent-Length: 5||",
        "1.1|Host: localhost|X-A: a\u0000b||",
    })
    void i6AreRefusedAndTheConnectionIsClosed(String head) throws IOException {
        for (String answer : answers(head, "")) {
            assertThat(answer)
                    .matches("(?s)HTTP/1\\.[01] 400 .*")
                    // No second answer.
                    .containsOnlyOnce("\r\n\r\n");
        }
    }

    /** Our decoder reads the chunks, whatever the length says, but nothing of what comes after. */
    @ParameterizedTest
    @ValueSource(strings = {
        "1.1|Host: localhost|Content-Length: 4|Transfer-Encoding: chunked||0||",
        "1.1|Host: localhost|Transfer-Encoding: chunked|Content-Length: 4||0||",
    })
    void i6NothingIsReadBehindABodyOfTwoLengths(String head) throws IOException {
        for (String answer : answers(head, "GET / HTTP/1.1|Host: localhost||")) {
            assertThat(answer)
                    .containsOnlyOnce("HTTP/1.1 ")
                    .containsIgnoringCase("connection: close");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "1.0||",
        "1.0|Host: localhost||",
        "1.1|Host: 127.0.0.1:8080|Connection: close||",
        "1.1|Host: [::1]:8080|Connection: close||",
        "1.1|Host: LOCALHOST|Connection: close||",
        "1.1|Host: localhost|Connection: close|Transfer-Encoding: Chunked||0||",
        // A folded line is one with spaces, which is the other thing that RFC 9112 (5.2) allows.
        "1.1|Host: localhost|Connection: close|X-A: 1| folded||",
    })
    void othersAreAnswered(String head) throws IOException {
        for (String answer : answers(head, "")) {
            assertThat(answer).matches("(?s)HTTP/1\\.[01] 200 .*");
        }
    }

    /** Of the public port and the management port. */
    private static List<String> answers(String head, String next) throws IOException {
        String rest = (" HTTP/" + head + next).replace("|", "\r\n");
        return List.of(
                RawRequest.exchange(function.url().getPort(), "GET /search?limit=1" + rest),
                RawRequest.exchange(function.managementUrl().getPort(), "GET /health" + rest));
    }
}
