package dev.skytrove.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.runtime.Program;
import dev.skytrove.runtime.http.ManagementServer;
import dev.skytrove.testing.http.RawRequest;
import dev.skytrove.testing.http.ScenarioLake;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.netty.channel.EventLoopGroupRegistry;
import io.micronaut.http.server.netty.NettyEmbeddedServer;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever keeps the threads of the public port, who watches a function is answered. */
@Timeout(60)
final class TestManagementServer {
    @TempDir
    private Path directory;

    @Test
    void i5HealthAnswersWhileEveryThreadOfThePublicPortIsHeldUp() throws Exception {
        Path storage = directory.resolve("storage");
        ScenarioLake.write(storage);
        int management = freePort();
        Map<String, Object> settings = Map.of(
                "skytrove.storage", storage.toUri().toString(),
                "skytrove.cache.dir", directory.resolve("cache").toString(),
                "skytrove.http.port", 0,
                "skytrove.management.port", management);
        try (ApplicationContext context = ApplicationContext.builder()
                .properties(settings)
                .singletons(new Program("search", "is tested"))
                .start()) {
            context.getBean(NettyEmbeddedServer.class).start();
            context.getBean(ManagementServer.class).start();
            CountDownLatch release = new CountDownLatch(1);
            hold(context.getBean(EventLoopGroupRegistry.class).getDefaultEventLoopGroup(), release);
            try {
                assertThat(ask(management, "/health")).startsWith("HTTP/1.1 200").contains("UP");
                assertThat(ask(management, "/prometheus")).startsWith("HTTP/1.1 200").contains("jvm_");
            } finally {
                release.countDown();
            }
        }
    }

    /** Returns once every thread of a group waits for the release. */
    private static void hold(EventLoopGroup group, CountDownLatch release) throws InterruptedException {
        for (EventExecutor thread : group) {
            CountDownLatch held = new CountDownLatch(1);
            thread.execute(() -> {
                held.countDown();
                awaitQuietly(release);
            });
            held.await();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String ask(int port, String path) throws IOException {
        return RawRequest.exchange(port, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }
}
