package dev.skytrove.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.runtime.ChildProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestHttpService {
    private static final Pattern READY =
            Pattern.compile("\\{\"ready\":\"search\",\"url\":\"(http://127.0.0.1:\\d+)\"}");

    /** What clients send that leave in the midst of a request or an answer; a bar is the end of a line. */
    private static final List<String> LEAVING = List.of(
            "GET /num",
            "GET /number?limit=1 HTTP/1.1|Host: loc",
            "GET /number?limit=1 HTTP/1.1|Host: localhost|",
            "GET /number?limit=1 HTTP/1.1|Host: localhost||GET /num",
            "GET /number?limit=1 HTTP/1.1|Host: localhost||GET /slow HTTP/1.1|Ho",
            "GET /slow HTTP/1.1|Host: localhost||",
            "GET /slow HTTP/1.1|Host: localhost||GET /slow HTTP/1.1|Host: localhost||GET /large HT",
            "GET /large HTTP/1.1|Host: localhost||GET /large HTTP/1.1|Host: localhost||",
            "HEAD /slow HTTP/1.1|Host: localhost||",
            "POST /body HTTP/1.1|Host: localhost|Content-Type: application/json|Content-Length: 100||{",
            "POST /body HTTP/1.1|Host: localhost|Content-Length: 2|Expect: 100-continue||",
            "POST /body HTTP/1.1|Host: localhost|Transfer-Encoding: chunked||5|ab",
            "POST /body HTTP/1.1|Host: localhost|Transfer-Encoding: chunked||zz|",
            "GET /\u0001 FOO/9||",
            "|||");

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
            awaitRefusal(URI.create(url).getPort());

            assertThat(slow.isDone()).as("the slow one is under way").isFalse();
            assertThat(slow.join().statusCode()).isEqualTo(200);
            ChildProcess.Ended ended = child.await();
            assertThat(ended.code()).as(ended.stderr()).isZero();
            assertThat(ended.stdout())
                    .singleElement()
                    .asString()
                    .matches("\\{\"stopped\":\"search\",\"uptime_ms\":\\d+}");
            assertThat(ended.stderr())
                    .as("a preparation that fails is told and harms nothing")
                    .containsOnlyOnce("not prepared for the first answer: FailingPreparation");
        }
    }

    @Test
    void i6ErrorOfARequestEndsThatRequestOnly() throws Exception {
        try (ChildProcess child = ChildProcess.start(TestingService.class, directory, Map.of());
                HttpClient client = HttpClient.newHttpClient()) {
            String url = url(child.readLine());

            assertThat(client.send(request(url + "/fail?how=error"), BodyHandlers.ofString()).statusCode()).isEqualTo(500);
            assertThat(client.send(request(url + "/fail?how=memory"), BodyHandlers.ofString()).statusCode()).isEqualTo(503);
            assertThat(client.send(request(url + "/number?limit=1"), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
            child.terminate();
            assertThat(child.await().code()).isZero();
        }
    }

    @Test
    void i5WhatFailsAtARequestsEndKeepsNothingElseFromBeingDone() throws Exception {
        try (ChildProcess child = ChildProcess.start(TestingService.class, directory, Map.of());
                HttpClient client = HttpClient.newHttpClient()) {
            String url = url(child.readLine());

            for (int i = 1; i <= 3; i++) {
                assertThat(client.send(request(url + "/ends"), BodyHandlers.ofString()).body()).isEqualTo("ok");
            }
            String ended = "";
            // An answer may be here a moment before its request is over.
            for (int i = 0; i < 1_000 && !ended.equals("3"); i++) {
                ended = client.send(request(url + "/ended"), BodyHandlers.ofString()).body();
            }
            assertThat(ended).isEqualTo("3");
            child.terminate();
            assertThat(child.await().stderr()).contains("what is done at a request's end failed");
        }
    }

    @Test
    void hostThatIsNotOfThisMachineIsAUsageError() throws Exception {
        for (String host : List.of("nobody.invalid", "192.0.2.1", "[")) {
            try (ChildProcess child =
                    ChildProcess.start(TestingService.class, directory, Map.of("SKYTROVE_HTTP_HOST", host))) {
                ChildProcess.Ended ended = child.await();
                assertThat(ended.code()).as(ended.stderr()).isEqualTo(2);
                assertThat(ended.stderr())
                        .contains("SKYTROVE_HTTP_HOST is '" + host + "', which is no address of this machine")
                        .doesNotContain("\tat ");
            }
        }
    }

    @Test
    void signalDoesNotCutOffWhoHasYetToAsk() throws Exception {
        try (ChildProcess child = ChildProcess.start(TestingService.class, directory, Map.of())) {
            int port = URI.create(url(child.readLine())).getPort();
            try (Socket socket = connect(port);
                    Socket other = connect(port)) {
                // Connections are accepted in order: with an answer to the second the first is accepted.
                assertThat(firstLine(other, "/number?limit=1")).isEqualTo("HTTP/1.1 200 OK");
                child.terminate();
                awaitRefusal(port);
                assertThat(firstLine(socket, "/number?limit=1")).isEqualTo("HTTP/1.1 200 OK");
            }
            assertThat(child.await().code()).isZero();
        }
    }

    @Test
    void signalDoesNotCutOffWhoReadsTheAnswerLate() throws Exception {
        try (ChildProcess child = ChildProcess.start(TestingService.class, directory, Map.of())) {
            int port = URI.create(url(child.readLine())).getPort();
            try (Socket late = connect(port);
                    Socket other = connect(port)) {
                ask(late, "/large");
                String begun = new String(late.getInputStream().readNBytes(12), StandardCharsets.UTF_8);
                child.terminate();
                awaitRefusal(port);
                assertThat(firstLine(other, "/slow")).isEqualTo("HTTP/1.1 200 OK");

                String answer = begun + new String(late.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(answer).startsWith("HTTP/1.1 200 OK");
                assertThat(answer.length() - answer.indexOf("\r\n\r\n") - 4)
                        .as("bytes of the body")
                        .isEqualTo(TestingController.LARGE * "large".length());
            }
            ChildProcess.Ended ended = child.await();
            assertThat(ended.code()).isZero();
            assertThat(ended.stderr()).doesNotContain("cut off");
        }
    }

    @Test
    void stopWaitsForNobodyWhoHasLeft() throws Exception {
        try (ChildProcess child = ChildProcess.start(TestingService.class, directory, Map.of())) {
            int port = URI.create(url(child.readLine())).getPort();
            leave(port);
            try (Socket last = connect(port)) {
                assertThat(firstLine(last, "/slow")).isEqualTo("HTTP/1.1 200 OK");
            }
            child.terminate();
            ChildProcess.Ended ended = child.await();
            assertThat(ended.code()).isZero();
            assertThat(ended.stderr()).doesNotContain("cut off");
        }
    }

    @Test
    void nobodyWhoHasLeftKeepsItFromExiting() throws Exception {
        Map<String, String> settings = Map.of("SKYTROVE_HTTP_IDLE_EXIT", "3s");
        try (ChildProcess child = ChildProcess.start(TestingService.class, directory, settings)) {
            leave(URI.create(url(child.readLine())).getPort());
            ChildProcess.Ended ended = child.await();
            assertThat(ended.code()).as(ended.stderr()).isZero();
            assertThat(ended.stderr()).contains("nothing was asked for PT3S");
        }
    }

    /** Each of them by a reset, by closing, and by sending no more first. */
    private static void leave(int port) throws IOException {
        for (String request : LEAVING) {
            for (int i = 0; i < 3; i++) {
                try (Socket socket = connect(port)) {
                    socket.setSoLinger(i == 0, 0);
                    socket.getOutputStream().write(request.replace("|", "\r\n").getBytes(StandardCharsets.UTF_8));
                    if (i == 2) {
                        socket.shutdownOutput();
                    }
                }
            }
        }
    }

    @Test
    void exitsByItselfAfterTheIdleTimeButNotDuringARequest() throws Exception {
        Map<String, String> settings = Map.of("SKYTROVE_HTTP_IDLE_EXIT", "700ms");
        try (ChildProcess child = ChildProcess.start(TestingService.class, directory, settings)) {
            int port = URI.create(url(child.readLine())).getPort();
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(firstLine(socket, "/slow")).isEqualTo("HTTP/1.1 200 OK");
            }
            ChildProcess.Ended ended = child.await();
            assertThat(ended.code()).as(ended.stderr()).isZero();
            assertThat(ended.stderr()).contains("nothing was asked for PT0.7S");
        }
    }

    @Test
    void socketsForAnotherProcessAreNotTaken() throws Exception {
        Map<String, String> settings = Map.of("LISTEN_FDS", "1", "LISTEN_PID", "1");
        try (ChildProcess child = ChildProcess.start(TestingService.class, directory, settings)) {
            assertThat(url(child.readLine())).isNotEmpty();
        }
    }

    @Test
    void i6DescriptorThatIsNoListeningSocketIsRefused() throws Exception {
        String java = String.join(" ", ChildProcess.command(TestingService.class));
        String[] command = {"sh", "-c", "LISTEN_PID=$$ LISTEN_FDS=1 exec " + java + " 3</dev/null"};
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            String log = output.lines().collect(Collectors.joining("\n"));
            assertThat(process.waitFor()).as(log).isEqualTo(2);
            assertThat(log).contains("LISTEN_FDS: descriptor 3 is /dev/null, not a listening TCP socket");
        }
    }

    @Test
    void portAloneIsThatOfAContainer() throws Exception {
        try (ChildProcess child = ChildProcess.start(TestingService.class, directory, Map.of("PORT", "0"))) {
            assertThat(child.readLine()).contains("http://0.0.0.0:");
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

    private static Socket connect(int port) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    private static void ask(Socket socket, String path) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    }

    private static String firstLine(Socket socket, String path) throws IOException {
        ask(socket, path);
        InputStreamReader answer = new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8);
        return new BufferedReader(answer).readLine();
    }

    private static void awaitRefusal(int port) {
        long limit = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (isAccepting(port)) {
            assertThat(System.nanoTime()).as("port %d is still open", port).isLessThan(limit);
            Thread.onSpinWait();
        }
    }

    private static boolean isAccepting(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
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
