package dev.skytrove.ingestor.health;

import dev.skytrove.runtime.Output;
import dev.skytrove.runtime.http.ListeningPort;
import dev.skytrove.runtime.http.ManagementCustomizer;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Property;
import io.micronaut.http.server.netty.NettyEmbeddedServer;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;

/** The HTTP server of {@code /health} and {@code /prometheus}. */
@Singleton
public final class Management {
    private final BeanProvider<NettyEmbeddedServer> server;
    private final String host;
    private final int port;
    private final Output output;

    Management(
            BeanProvider<NettyEmbeddedServer> server,
            @Property(name = "micronaut.server.host") String host,
            @Property(name = "micronaut.server.port") int port,
            Output output) {
        this.server = server;
        this.host = host;
        this.port = port;
        this.output = output;
    }

    /**
     * Starts the server, and says on standard output where it is.
     *
     * @throws dev.skytrove.runtime.JobFailedException if the port is taken
     */
    public void start() {
        ListeningPort.requireFree("SKYTROVE_MANAGEMENT_PORT", host, port);
        NettyEmbeddedServer management = server.get();
        management.register(new ManagementCustomizer());
        String url = management.start().getURL().toString();
        output.print(new Ready("ingestor", url));
    }

    /** The line that tells a parent process that the ingestor runs. */
    @Serdeable
    record Ready(String ready, String management_url) {}
}
