package dev.skytrove.ingestor.health;

import dev.skytrove.runtime.Output;
import dev.skytrove.runtime.http.ManagementCustomizer;
import io.micronaut.context.BeanProvider;
import io.micronaut.http.server.netty.NettyEmbeddedServer;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;

/** The HTTP server of {@code /health} and {@code /prometheus}. */
@Singleton
public final class Management {
    private final BeanProvider<NettyEmbeddedServer> server;
    private final Output output;

    Management(BeanProvider<NettyEmbeddedServer> server, Output output) {
        this.server = server;
        this.output = output;
    }

    /** Starts the server, or fails, for example because the port is taken; then says on standard output where it is. */
    public void start() {
        NettyEmbeddedServer management = server.get();
        management.register(new ManagementCustomizer());
        String url = management.start().getURL().toString();
        output.print(new Ready("ingestor", url));
    }

    /** The line that tells a parent process that the ingestor runs. */
    @Serdeable
    record Ready(String ready, String management_url) {}
}
