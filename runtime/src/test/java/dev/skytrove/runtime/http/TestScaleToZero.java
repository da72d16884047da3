package dev.skytrove.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.runtime.ChildProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A function that systemd starts at the first connection, and that ends by itself. {@code -Dskytrove.native.bin=…}
 * tries another function than the tests' own, with {@code -Dskytrove.native.path=…} as what to ask it for, and the
 * environment of the test; {@code -Dskytrove.activations=…} says how often it is to be started.
 */
final class TestScaleToZero {
    private static final Logger log = LoggerFactory.getLogger(TestScaleToZero.class);

    private static final Duration IDLE = Duration.ofMillis(50);
    private static final Duration LIMIT = Duration.ofMinutes(20);
    private static final int ACTIVATIONS = Integer.getInteger("skytrove.activations", 20);
    private static final int CLIENTS = 4;
    private static final int REQUESTS_A_ROUND = 30;
    private static final String BINARY = System.getProperty("skytrove.native.bin", "");
    private static final String PATH = System.getProperty("skytrove.native.path", "/number?limit=1");

    @TempDir
    private Path directory;

    @Test
    void noRequestIsLostAtTheEdgeOfTheExit() throws Exception {
        try (SocketActivation function = start(IDLE);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Hammer hammer = new Hammer(function);
            List<Future<Integer>> answered = clients.invokeAll(Collections.nCopies(CLIENTS, hammer));

            int requests = 0;
            for (Future<Integer> client : answered) {
                requests += client.get();
            }
            int runs = function.exitCodes().size();
            log.info("{} requests answered by {} activations", requests, runs);
            assertThat(runs).isGreaterThanOrEqualTo(ACTIVATIONS);
            assertThat(requests).isGreaterThan(ACTIVATIONS * REQUESTS_A_ROUND);
            function.terminate();
            function.await();
            assertThat(function.exitCodes()).as(function.log()).containsOnly(0);
        }
    }

    @Test
    void connectionThatSendsLateIsWaitedFor() throws Exception {
        try (SocketActivation function = start(IDLE)) {
            try (Socket late = connect(function.port())) {
                assertThat(ask(function.port())).startsWith("HTTP/1.1 200");
                LockSupport.parkNanos(IDLE.multipliedBy(10).toNanos());
                assertThat(exchange(late)).startsWith("HTTP/1.1 200");
            }
            awaitExit(function, 1);
            assertThat(function.exitCodes()).containsExactly(0);
        }
    }

    @Test
    void eachAnswerClosesItsConnection() throws Exception {
        try (SocketActivation function = start(Duration.ofMinutes(1))) {
            assertThat(ask(function.port())).containsIgnoringCase("connection: close");
            assertThat(function.exitCodes()).isEmpty();
        }
    }

    @Test
    void tellsTheUrlOfTheSocketNotOfTheManagement() throws Exception {
        int management = freePort();
        Map<String, String> settings = Map.of("SKYTROVE_MANAGEMENT_PORT", Integer.toString(management));
        try (SocketActivation function = start(Duration.ofMinutes(1), settings)) {
            assertThat(ask(function.port())).startsWith("HTTP/1.1 200");
            try (Socket socket = connect(management)) {
                assertThat(socket.isConnected()).isTrue();
            }
            assertThat(function.log()).contains("\"url\":\"http://127.0.0.1:" + function.port() + "\"");
        }
    }

    @Test
    void signalEndsItOnceItsRequestIsAnswered() throws Exception {
        try (SocketActivation function = start(Duration.ofMinutes(1));
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            if (BINARY.isEmpty()) {
                Future<String> slow = clients.submit(() -> exchange(function.port(), "/slow"));
                while (!exchange(function.port(), "/slow/running").endsWith("1")) {
                    Thread.onSpinWait();
                }
                function.terminate();
                assertThat(slow.get()).startsWith("HTTP/1.1 200").endsWith("done");
            } else {
                assertThat(ask(function.port())).startsWith("HTTP/1.1 200");
                function.terminate();
            }
            function.await();
            assertThat(function.exitCodes()).as(function.log()).containsExactly(0);
        }
    }

    /** Asks again and again at about the moment when the function, left alone by all clients, would exit. */
    private static final class Hammer implements Callable<Integer> {
        private static final long BEFORE = Duration.ofMillis(20).toNanos();
        private static final long AFTER = Duration.ofMillis(60).toNanos();
        private static final long SPREAD = Duration.ofMillis(4).toNanos();

        private final SocketActivation function;
        private final long limit = System.nanoTime() + LIMIT.toNanos();
        private final CyclicBarrier round = new CyclicBarrier(CLIENTS, this::plan);
        private long start;
        private boolean over;

        Hammer(SocketActivation function) {
            this.function = function;
        }

        @Override
        public Integer call() throws Exception {
            int answered = 0;
            round.await();
            while (!over) {
                park(start + ThreadLocalRandom.current().nextLong(SPREAD));
                for (int i = 0; i < REQUESTS_A_ROUND; i++) {
                    assertThat(ask(function.port())).as("answer %d of this client", answered).startsWith("HTTP/1.1 200");
                    answered++;
                }
                round.await(1, TimeUnit.MINUTES);
            }
            return answered;
        }

        private void plan() {
            long gap = ThreadLocalRandom.current().nextLong(IDLE.toNanos() - BEFORE, IDLE.toNanos() + AFTER);
            start = System.nanoTime() + gap;
            over = function.exitCodes().size() >= ACTIVATIONS || System.nanoTime() > limit;
        }

        private static void park(long until) {
            while (System.nanoTime() < until) {
                LockSupport.parkNanos(until - System.nanoTime());
            }
        }
    }

    private SocketActivation start(Duration idle) throws IOException, InterruptedException {
        return start(idle, Map.of());
    }

    private SocketActivation start(Duration idle, Map<String, String> more) throws IOException, InterruptedException {
        List<String> command = BINARY.isEmpty() ? ChildProcess.command(TestingService.class) : List.of(BINARY);
        Map<String, String> environment = new HashMap<>(more);
        environment.put("SKYTROVE_HTTP_IDLE_EXIT", idle.toMillis() + "ms");
        environment.put("LC_ALL", "C");
        return SocketActivation.start(command, directory, environment);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void awaitExit(SocketActivation function, int runs) {
        long limit = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (function.exitCodes().size() < runs) {
            assertThat(System.nanoTime()).as("has not exited in time").isLessThan(limit);
            Thread.onSpinWait();
        }
    }

    private static String ask(int port) throws IOException {
        return exchange(port, PATH);
    }

    private static String exchange(int port, String path) throws IOException {
        try (Socket socket = connect(port)) {
            return exchange(socket, path);
        }
    }

    private static String exchange(Socket socket) throws IOException {
        return exchange(socket, PATH);
    }

    // By hand: a client of the JDK would send a lost request again.
    private static String exchange(Socket socket, String path) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) Duration.ofSeconds(60).toMillis());
        return socket;
    }
}
