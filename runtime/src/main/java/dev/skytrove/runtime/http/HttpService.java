package dev.skytrove.runtime.http;

import dev.skytrove.runtime.Output;
import dev.skytrove.runtime.Program;
import dev.skytrove.runtime.Service;
import dev.skytrove.runtime.StopSignal;
import io.micronaut.runtime.graceful.GracefulShutdownManager;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP function as a process: prints {@code {"ready":"search","url":"http://127.0.0.1:8080"}} once it listens,
 * serves until it is told to stop, lets the requests under way end for at most 20 seconds, and prints how long it ran.
 */
@Singleton
public final class HttpService implements Service {
    private static final Logger log = LoggerFactory.getLogger(HttpService.class);
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(20);

    private final Program program;
    private final EmbeddedServer server;
    private final GracefulShutdownManager shutdown;
    private final Output output;
    private final Clock clock;

    HttpService(
            Program program, EmbeddedServer server, GracefulShutdownManager shutdown, Output output, Clock clock) {
        this.program = program;
        this.server = server;
        this.shutdown = shutdown;
        this.output = output;
        this.clock = clock;
    }

    @Override
    public Object run(StopSignal stop) throws InterruptedException {
        server.start();
        Instant started = clock.instant();
        output.print(new Ready(program.name(), server.getURL().toString()));
        stop.await();
        drain();
        server.stop();
        return new Stopped(program.name(), Duration.between(started, clock.instant()).toMillis());
    }

    private void drain() {
        shutdown.shutdownGracefully()
                .toCompletableFuture()
                .completeOnTimeout(null, DRAIN_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        shutdown.reportActiveTasks().stream()
                .filter(active -> active > 0)
                .forEach(active -> log.warn("{} requests are cut off: they took longer than {}", active, DRAIN_LIMIT));
    }

    /** The first line on standard output: the function listens. */
    @Serdeable
    record Ready(String ready, String url) {}

    /** The last line on standard output: the function has stopped. */
    @Serdeable
    record Stopped(String stopped, long uptime_ms) {}
}
