package dev.skytrove.runtime.http;

import dev.skytrove.runtime.SelfCheck;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.netty.channel.epoll.Epoll;
import jakarta.inject.Singleton;

/** The check of the transport that takes a socket from systemd. */
@Factory
@Requires(classes = Epoll.class)
final class EpollSelfCheck {
    @Singleton
    SelfCheck epoll() {
        return new SelfCheck("epoll", () -> {
            Epoll.ensureAvailability();
            return "Netty's library is loaded";
        });
    }
}
