package dev.skytrove.ingestor;

import dev.skytrove.runtime.Output;
import io.micronaut.context.BeanProvider;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;

/** The HTTP server of {@code /health} and {@code /prometheus}. */
@Singleton
final class Management {
    private final BeanProvider<EmbeddedServer> server;
    private final Output output;

    Management(BeanProvider<EmbeddedServer> server, Output output) {
        this.server = server;
        this.output = output;
    }

    /** Starts the server, or fails, for example because the port is taken; then says on standard output where it is. */
    void start() {
        String url = server.get().start().getURL().toString();
        output.print(new Ready("ingestor", url));
    }

    /** The line that tells a parent process that the ingestor runs. */
    @Serdeable
    record Ready(String ready, String management_url) {}
}
