package dev.skytrove.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.testing.Await;
import dev.skytrove.testing.http.FunctionProcess;
import dev.skytrove.testing.http.RawRequest;
import dev.skytrove.testing.http.ScenarioLake;
import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.lake.SamplePost;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More clients than the function takes on: those beyond its limits are told so at once, and health is always told. */
final class TestManyClients {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SEARCHES = 400;
    private static final int QUEUE = 8;
    private static final int HALF_SENT = 1500;
    private static final int DESCRIPTORS = 1024;

    @TempDir
    private Path directory;

    @Test
    void i5SurplusIsRefusedAtOnceWhileHealthAnswers() throws Exception {
        Path storage = directory.resolve("storage");
        writeMany(storage);
        Map<String, String> settings = Map.of("SKYTROVE_QUERY_QUEUE", Integer.toString(QUEUE));
        try (FunctionProcess function = FunctionProcess.start(SearchMain.class, directory, storage, settings);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            int port = function.url().getPort();
            int management = function.managementUrl().getPort();
            CountDownLatch start = new CountDownLatch(1);
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < SEARCHES; i++) {
                answers.add(clients.submit(() -> {
                    start.await();
                    return search(port);
                }));
            }
            start.countDown();
            int healthy = 0;
            while (!answers.stream().allMatch(Future::isDone)) {
                assertThat(health(management)).startsWith("HTTP/1.1 200");
                healthy++;
            }
            int found = 0;
            for (Future<String> answer : answers) {
                if (answer.get().startsWith("HTTP/1.1 200")) {
                    found++;
                } else {
                    assertThat(answer.get()).startsWith("HTTP/1.1 503").containsIgnoringCase("retry-after:");
                }
            }
            assertThat(healthy).isPositive();
            assertThat(found).isBetween(QUEUE, SEARCHES - 1);
        }
    }

    @Test
    void i5HalfSentRequestsSilenceNeitherSearchNorHealth() throws Exception {
        ScenarioLake.write(directory.resolve("storage"));
        try (FunctionProcess function = FunctionProcess.start(
                SearchMain.class, directory, directory.resolve("storage"), Map.of(), DESCRIPTORS)) {
            int management = function.managementUrl().getPort();
            Deque<Socket> clients = new ArrayDeque<>();
            try {
                for (int i = 0; i < HALF_SENT; i++) {
                    clients.add(halfSent(function.url().getPort()));
                }
                assertThat(search(function.url().getPort())).startsWith("HTTP/1.1 200");
                assertThat(health(management)).startsWith("HTTP/1.1 200");
                // The oldest gave way.
                assertThat(clients.getFirst().getInputStream().read()).isEqualTo(-1);
            } finally {
                for (Socket client : clients) {
                    client.close();
                }
            }
        }
    }

    @Test
    void i5IdleConnectionsSilenceNothingWhereDescriptorsAreFew() throws Exception {
        Path storage = directory.resolve("storage");
        ScenarioLake.write(storage);
        int few;
        try (FunctionProcess function = FunctionProcess.start(SearchMain.class, directory, storage, Map.of())) {
            assertThat(search(function.url().getPort())).startsWith("HTTP/1.1 200");
            few = openDescriptors(function) + 40;
        }
        try (FunctionProcess function = FunctionProcess.start(SearchMain.class, directory, storage, Map.of(), few)) {
            Deque<Socket> clients = new ArrayDeque<>();
            try {
                for (int i = 0; i < few * 2; i++) {
                    clients.add(RawRequest.connect(function.url().getPort()));
                }
                assertThat(search(function.url().getPort())).startsWith("HTTP/1.1 200");
                assertThat(health(function.managementUrl().getPort())).startsWith("HTTP/1.1 200");
                assertThat(function.process().stderr()).containsOnlyOnce("SKYTROVE_HTTP_MAX_CONNECTIONS is lowered from 512 to ");
            } finally {
                for (Socket client : clients) {
                    client.close();
                }
            }
        }
    }

    @Test
    void i5RequestThatIsNotFinishedEnds() throws Exception {
        ScenarioLake.write(directory.resolve("storage"));
        Map<String, String> settings = Map.of("SKYTROVE_HTTP_REQUEST_TIMEOUT", "500ms");
        try (FunctionProcess function =
                FunctionProcess.start(SearchMain.class, directory, directory.resolve("storage"), settings)) {
            int port = function.url().getPort();
            try (Socket silent = RawRequest.connect(port);
                    Socket half = halfSent(port);
                    Socket trickling = halfSent(port)) {
                Await.until("the one that goes on and on is cut off", PATIENCE, () -> isCutOff(trickling));
                assertThat(half.getInputStream().read()).isEqualTo(-1);
                assertThat(silent.getInputStream().read()).isEqualTo(-1);
            }
            // A search may take longer than that.
            assertThat(search(port)).startsWith("HTTP/1.1 200");
        }
    }

    /** Answers of 8 MiB to clients that read nothing do not add up: others are told to come back. */
    @Test
    void i5AnswersThatNobodyReadsAreBounded() throws Exception {
        Path storage = directory.resolve("storage");
        try (SampleLake lake = SampleLake.in(storage)) {
            for (int i = 0; i < 200; i++) {
                String text = "x".repeat(40_000);
                lake.add(SamplePost.of("did:plc:a", "r" + i, text, Instant.parse("2026-07-04T12:30:00Z")));
            }
            lake.flush(1);
        }
        try (FunctionProcess function = FunctionProcess.start(SearchMain.class, directory, storage, Map.of())) {
            int port = function.url().getPort();
            List<Socket> unread = new ArrayList<>();
            List<String> statuses = new ArrayList<>();
            try {
                for (int i = 0; i < 6; i++) {
                    Socket client = RawRequest.connect(port);
                    unread.add(client);
                    client.getOutputStream()
                            .write("GET /search?limit=200 HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                    .getBytes(StandardCharsets.UTF_8));
                    statuses.add(new String(client.getInputStream().readNBytes(12), StandardCharsets.UTF_8));
                }
                assertThat(statuses).startsWith("HTTP/1.1 200", "HTTP/1.1 200").endsWith("HTTP/1.1 503");
                assertThat(health(function.managementUrl().getPort())).startsWith("HTTP/1.1 200");
            } finally {
                for (Socket client : unread) {
                    client.close();
                }
            }
            Await.until("there is room again", PATIENCE, () -> isAnswered(port));
        }
    }

    private static int openDescriptors(FunctionProcess function) throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/" + function.process().pid() + "/fd"))) {
            return (int) open.count();
        }
    }

    private static boolean isAnswered(int port) {
        try {
            return search(port).startsWith("HTTP/1.1 200");
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isCutOff(Socket socket) {
        try {
            socket.getOutputStream().write('x');
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static Socket halfSent(int port) throws IOException {
        Socket socket = RawRequest.connect(port);
        socket.getOutputStream().write("GET /search?x=".getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private static String search(int port) throws IOException {
        return RawRequest.exchange(
                port, "GET /search?text=a+b+c HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    private static String health(int port) throws IOException {
        return RawRequest.exchange(port, "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    /** So many that a search takes a while. */
    private static void writeMany(Path storage) {
        try (SampleLake lake = SampleLake.in(storage)) {
            lake.add(SamplePost.of("did:plc:a", "1", "first", Instant.parse("2026-07-04T12:30:00Z")));
            lake.execute("INSERT INTO posts SELECT uri || i, author_did, rkey || i, cid, rev, operation, repeat(md5(i::VARCHAR), 8),"
                    + " posts.* EXCLUDE (uri, author_did, rkey, cid, rev, operation, text) FROM posts, range(100000) r(i)");
            lake.flush(1);
        }
    }
}
