package dev.skytrove.runtime.http;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How an HTTP function begins and ends.
 *
 * @param idleExit the time without a request after which it exits by itself; zero for never
 * @param inheritedSockets how many listening sockets it got from the process that started it
 */
@ConfigurationProperties("skytrove.http")
record HttpConfig(
        @Bindable(defaultValue = "0s") Duration idleExit, @Bindable(defaultValue = "0") int inheritedSockets) {
    /** @throws IllegalArgumentException if an amount is negative */
    HttpConfig {
        if (idleExit.isNegative() || inheritedSockets < 0) {
            throw new IllegalArgumentException("skytrove.http has a negative amount: " + idleExit);
        }
    }

    /** Whether it exits by itself. */
    boolean exitsWhenIdle() {
        return !idleExit.isZero();
    }
}
