package dev.skytrove.runtime.http;

import dev.skytrove.runtime.FilePages;
import dev.skytrove.runtime.Output;
import dev.skytrove.runtime.Program;
import dev.skytrove.runtime.Service;
import dev.skytrove.runtime.StopSignal;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.server.netty.NettyEmbeddedServer;
import io.micronaut.runtime.graceful.GracefulShutdownManager;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP function as a process: prints {@code {"ready":"search","url":"http://127.0.0.1:8080"}} once it listens,
 * serves until it is told to stop, lets the requests under way end for at most 20 seconds, and prints how long it ran.
 *
 * <p>It may also end by itself, after a time without requests. It then stops accepting first and ends only if nothing
 * was accepted until then; what is not accepted waits in the listening socket, which systemd keeps. So no request is
 * lost, provided that no connection is open: such a function closes each one after its first answer.
 */
@Singleton
@Requires(beans = Connections.class)
public final class HttpService implements Service {
    private static final Logger log = LoggerFactory.getLogger(HttpService.class);
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(20);

    /** After that, the start and the answer to the request that caused it are over. */
    private static final Duration START = Duration.ofSeconds(1);

    private static final Duration FIRST_REQUEST_LIMIT = Duration.ofSeconds(1);
    private static final Duration QUIET = Duration.ofMillis(100);

    private final Program program;
    private final int port;
    private final HttpConfig config;
    private final NettyEmbeddedServer server;
    private final ManagementServer management;
    private final Connections connections;
    private final GracefulShutdownManager shutdown;
    private final List<Preparation> preparations;
    private final Output output;
    private final Clock clock;

    HttpService(
            Program program,
            @Property(name = "micronaut.server.port", defaultValue = "0") int port,
            HttpConfig config,
            NettyEmbeddedServer server,
            ManagementServer management,
            Connections connections,
            GracefulShutdownManager shutdown,
            List<Preparation> preparations,
            Output output,
            Clock clock) {
        this.program = program;
        this.port = port;
        this.config = config;
        this.server = server;
        this.management = management;
        this.connections = connections;
        this.shutdown = shutdown;
        this.preparations = preparations;
        this.output = output;
        this.clock = clock;
    }

    @Override
    public Object run(StopSignal stop) throws InterruptedException {
        server.register(connections);
        if (config.inheritedSockets() == 0) {
            ListeningPort.requireAddress("SKYTROVE_HTTP_HOST", server.getHost());
            ListeningPort.requireFree("SKYTROVE_HTTP_PORT (or PORT)", server.getHost(), port);
        }
        server.start();
        management.start();
        Instant started = clock.instant();
        output.print(new Ready(program.name(), url()));
        preparations.forEach(this::prepare);
        if (isTold(stop)) {
            drain();
        } else {
            log.info("exits: nothing was asked for {}", config.idleExit());
        }
        server.stop();
        return new Stopped(program.name(), Duration.between(started, clock.instant()).toMillis());
    }

    private void prepare(Preparation preparation) {
        try {
            preparation.prepare();
        } catch (RuntimeException e) {
            log.warn("not prepared for the first answer: {}", preparation.getClass().getSimpleName(), e);
        }
    }

    // Micronaut's own may name the management port.
    private String url() {
        return server.getScheme() + "://" + server.getHost() + ":" + connections.port();
    }

    /** Waits until it is told to stop, or has stopped accepting because there was nothing to do. */
    private boolean isTold(StopSignal stop) throws InterruptedException {
        boolean idleSoon = config.exitsWhenIdle() && config.idleExit().compareTo(START) < 0;
        if (stop.await(idleSoon ? config.idleExit() : START)) {
            return true;
        }
        FilePages.release();
        if (!config.exitsWhenIdle()) {
            stop.await();
            return true;
        }
        while (!stop.await(connections.untilIdle(config.idleExit()))) {
            if (connections.pauseIfIdle(config.idleExit())) {
                return false;
            }
        }
        return true;
    }

    private void drain() throws InterruptedException {
        long start = System.nanoTime();
        connections.close();
        while (isAwaited(Duration.ofNanos(System.nanoTime() - start))) {
            Thread.sleep(QUIET.toMillis() / 10);
        }
        int cut = connections.answering();
        if (cut > 0) {
            log.warn("{} answers are cut off: they took longer than {}", cut, DRAIN_LIMIT);
        }
        long left = start + DRAIN_LIMIT.toNanos() - System.nanoTime();
        shutdown.shutdownGracefully()
                .toCompletableFuture()
                .completeOnTimeout(null, Math.max(0, left), TimeUnit.NANOSECONDS)
                .join();
    }

    /**
     * Micronaut would close at once what has no request under way, also where one is about to arrive, or where an answer
     * has left its hands and waits in memory for a client that reads slowly.
     */
    private boolean isAwaited(Duration since) {
        return since.compareTo(DRAIN_LIMIT) < 0
                && (connections.answering() > 0
                        || (since.compareTo(FIRST_REQUEST_LIMIT) < 0
                                && !connections.untilIdle(QUIET).isZero()));
    }

    /** The first line on standard output: the function listens. */
    @Serdeable
    record Ready(String ready, String url) {}

    /** The last line on standard output: the function has stopped. */
    @Serdeable
    record Stopped(String stopped, long uptime_ms) {}
}
