package dev.skytrove.runtime.http;

import io.micronaut.context.BeanContext;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.server.netty.NettyEmbeddedServer;
import io.micronaut.http.server.netty.NettyEmbeddedServerFactory;
import io.micronaut.http.server.netty.configuration.NettyHttpServerConfiguration;
import io.micronaut.runtime.ApplicationConfiguration;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A function's management port, which only this machine reaches: a server of its own, on a thread of its own, so that
 * {@code /health} and {@code /prometheus} are answered whatever holds up the threads of the public port. It ends with
 * the context, so it answers while the public port drains.
 */
@Singleton
@Requires(beans = Connections.class)
public final class ManagementServer {
    private static final Logger log = LoggerFactory.getLogger(ManagementServer.class);
    private static final String LOOPBACK = "127.0.0.1";

    /** The group of one thread that {@code application.properties} names. */
    private static final String EVENT_LOOP = "management";

    private final boolean enabled;
    private final int port;
    private final BeanContext context;
    private final NettyEmbeddedServerFactory servers;
    private final ApplicationConfiguration application;
    private Optional<NettyEmbeddedServer> server = Optional.empty();

    /**
     * @param enabled whether there is to be one
     * @param config where it listens
     */
    ManagementServer(
            @Property(name = "skytrove.management.enabled", defaultValue = "true") boolean enabled,
            ManagementConfig config,
            BeanContext context,
            NettyEmbeddedServerFactory servers,
            ApplicationConfiguration application) {
        this.enabled = enabled;
        this.port = config.port();
        this.context = context;
        this.servers = servers;
        this.application = application;
    }

    /**
     * Starts it; the log then says where it is.
     *
     * @throws dev.skytrove.runtime.JobFailedException if the port is taken
     */
    public void start() {
        if (!enabled) {
            return;
        }
        ListeningPort.requireFree("SKYTROVE_MANAGEMENT_PORT", LOOPBACK, port);
        NettyEmbeddedServer management = servers.build(configuration());
        management.register(new ManagementCustomizer());
        management.start();
        server = Optional.of(management);
        log.info("/health and /prometheus are at http://{}:{}", LOOPBACK, management.getPort());
    }

    @PreDestroy
    void stop() {
        server.ifPresent(NettyEmbeddedServer::stop);
    }

    private NettyHttpServerConfiguration configuration() {
        NettyHttpServerConfiguration configuration = new NettyHttpServerConfiguration(application);
        configuration.setHost(LOOPBACK);
        configuration.setPort(port);
        var worker = context.createBean(NettyHttpServerConfiguration.Worker.class);
        worker.setEventLoopGroup(EVENT_LOOP);
        configuration.setWorker(worker);
        var parent = context.createBean(NettyHttpServerConfiguration.Parent.class);
        parent.setEventLoopGroup(EVENT_LOOP);
        configuration.setParent(parent);
        return configuration;
    }
}
