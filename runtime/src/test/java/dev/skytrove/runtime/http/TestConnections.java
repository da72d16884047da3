package dev.skytrove.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.http.server.netty.NettyEmbeddedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TestConnections {
    private static final int CLIENTS = 3;
    private static final int REQUESTS = 1000;

    /** The exit's decision, taken and called off thousands of times a second while clients connect. */
    @ParameterizedTest
    @ValueSource(strings = {"nio", "epoll"})
    void noRequestIsLostWhileAcceptingStopsAndGoesOn(String transport) throws Exception {
        Map<String, Object> settings = Map.of(
                "skytrove.http.idle-exit", "1s",
                "micronaut.netty.event-loops.default.transport", transport,
                "micronaut.netty.event-loops.parent.transport", transport);
        try (ApplicationContext context = ApplicationContext.run(settings);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            NettyEmbeddedServer server = context.getBean(NettyEmbeddedServer.class);
            Connections connections = context.getBean(Connections.class);
            server.register(connections);
            server.start();
            Callable<Integer> client = () -> answers(server.getPort());
            List<Future<Integer>> answered = Collections.nCopies(CLIENTS, client).stream()
                    .map(clients::submit)
                    .toList();

            int paused = 0;
            while (!answered.stream().allMatch(Future::isDone)) {
                if (connections.pauseIfIdle(Duration.ZERO)) {
                    assertThat(connections.untilIdle(Duration.ZERO)).isZero();
                    paused++;
                    connections.resume();
                }
            }
            for (Future<Integer> count : answered) {
                assertThat(count.get()).isEqualTo(REQUESTS);
            }
            assertThat(paused).isGreaterThan(100);
        }
    }

    private static int answers(int port) throws IOException {
        for (int i = 0; i < REQUESTS; i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoTimeout(30_000);
                byte[] request = "GET /number?limit=1 HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.UTF_8);
                socket.getOutputStream().write(request);
                byte[] answer = socket.getInputStream().readAllBytes();
                assertThat(new String(answer, StandardCharsets.UTF_8)).startsWith("HTTP/1.1 200").endsWith("ok");
            }
        }
        return REQUESTS;
    }
}
