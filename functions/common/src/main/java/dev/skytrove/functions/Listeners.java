package dev.skytrove.functions;

import dev.skytrove.runtime.http.ManagementPort;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.NettyEmbeddedServer;
import io.micronaut.http.server.netty.configuration.NettyHttpServerConfiguration;
import io.micronaut.http.server.netty.configuration.NettyHttpServerConfiguration.NettyListenerConfiguration;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a function listens: the public port, and the management port, which only this machine reaches. */
@Singleton
final class Listeners
        implements BeanCreatedEventListener<NettyHttpServerConfiguration>, ApplicationEventListener<ServerStartupEvent> {
    private static final Logger log = LoggerFactory.getLogger(Listeners.class);
    private static final String LOOPBACK = "127.0.0.1";

    private final int managementPort;
    private final BeanProvider<ManagementPort> management;

    Listeners(
            @Property(name = "skytrove.management.port", defaultValue = "0") int managementPort,
            BeanProvider<ManagementPort> management) {
        this.managementPort = managementPort;
        this.management = management;
    }

    @Override
    public NettyHttpServerConfiguration onCreated(BeanCreatedEvent<NettyHttpServerConfiguration> event) {
        NettyHttpServerConfiguration server = event.getBean();
        if (server.getListeners() != null) {
            // Sockets of systemd, which runtime has set.
            return server;
        }
        NettyListenerConfiguration forManagement = tcp(LOOPBACK, managementPort);
        forManagement.setSupportGracefulShutdown(false);
        NettyListenerConfiguration forAll = tcp(server.getHost().orElse(LOOPBACK), server.getPort().orElse(0));
        // In this order: the port of the first is the server's.
        server.setListeners(List.of(forAll, forManagement));
        return server;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        if (event.getSource() instanceof NettyEmbeddedServer server) {
            server.getBoundPorts().stream()
                    .filter(port -> management.get().is(port))
                    .forEach(port -> log.info("/health and /prometheus are at http://{}:{}", LOOPBACK, port));
        }
    }

    private static NettyListenerConfiguration tcp(String host, int port) {
        return NettyListenerConfiguration.createTcp(host, port, false, null, null);
    }
}
