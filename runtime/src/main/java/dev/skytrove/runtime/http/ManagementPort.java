package dev.skytrove.runtime.http;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/** Tells a function's management port from its public ones, once {@link HttpService} has started it. */
@Singleton
@Requires(beans = Connections.class)
public final class ManagementPort {
    private final Connections connections;

    ManagementPort(Connections connections) {
        this.connections = connections;
    }

    /** Whether a port that the function is bound to is its management port. */
    public boolean is(int localPort) {
        return !connections.isAt(localPort);
    }
}
