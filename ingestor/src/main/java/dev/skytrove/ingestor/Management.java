package dev.skytrove.ingestor;

import dev.skytrove.runtime.Output;
import io.micronaut.context.BeanProvider;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/** The HTTP server of {@code /health} and {@code /prometheus}. It starts beside the ingestion, which does not wait. */
@Singleton
final class Management {
    private final BeanProvider<EmbeddedServer> server;
    private final Output output;

    Management(BeanProvider<EmbeddedServer> server, Output output) {
        this.server = server;
        this.output = output;
    }

    /**
     * Starts the server and then says on standard output where it is.
     *
     * @return fails if the server cannot start, for example because the port is taken
     */
    CompletableFuture<Void> start() {
        return CompletableFuture.runAsync(() -> {
            String url = server.get().start().getURL().toString();
            output.print(new Ready("ingestor", url));
        }, task -> Thread.ofPlatform().daemon().name("management-start").start(task));
    }

    /** The line that tells a parent process that the ingestor runs. */
    @Serdeable
    record Ready(String ready, String management_url) {}
}
