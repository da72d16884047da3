package dev.skytrove.runtime.http;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How an HTTP function begins and ends.
 *
 * @param idleExit the time without a request after which it exits by itself; zero for never
 * @param inheritedSockets how many listening sockets it got from the process that started it
 * @param requestTimeout how long a client may take to send a request, and read nothing of its answer
 * @param leastRate how many bytes a second a client must read of its answer
 * @param maxConnections how many connections there may be; the oldest without a request gives way to a new one
 * @param clientRequests how many requests of one client may be under way; zero for any number
 * @param trustedProxies addresses of proxies that are believed for whom they ask
 */
@ConfigurationProperties("skytrove.http")
record HttpConfig(
        @Bindable(defaultValue = "0s") Duration idleExit,
        @Bindable(defaultValue = "0") int inheritedSockets,
        @Bindable(defaultValue = "30s") Duration requestTimeout,
        @Bindable(defaultValue = "16384") int leastRate,
        @Bindable(defaultValue = "512") int maxConnections,
        @Bindable(defaultValue = "16") int clientRequests,
        @Bindable(defaultValue = "") List<String> trustedProxies) {
    /** @throws IllegalArgumentException if an amount is too small, or a proxy is no address */
    HttpConfig {
        if (idleExit.isNegative() || inheritedSockets < 0 || clientRequests < 0) {
            throw new IllegalArgumentException("skytrove.http has a negative amount: " + idleExit);
        }
        if (!requestTimeout.isPositive() || leastRate < 1 || maxConnections < 1) {
            throw new IllegalArgumentException("SKYTROVE_HTTP_REQUEST_TIMEOUT, SKYTROVE_HTTP_LEAST_RATE and"
                    + " SKYTROVE_HTTP_MAX_CONNECTIONS are above zero");
        }
        // Wrong ones are for the start to tell.
        trustedProxies = trustedProxies.stream().map(String::strip).filter(text -> !text.isEmpty()).toList();
        trustedProxies.forEach(HttpConfig::address);
    }

    /** Never asks for a name. */
    private static InetAddress address(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("SKYTROVE_HTTP_TRUSTED_PROXIES has '" + text + "', which is no address", e);
        }
    }

    /** The same as addresses. */
    Set<InetAddress> proxies() {
        return trustedProxies.stream().map(HttpConfig::address).collect(Collectors.toSet());
    }

    /** Whether it exits by itself. */
    boolean exitsWhenIdle() {
        return !idleExit.isZero();
    }
}
