package dev.skytrove.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class TestListening {
    private static final long PID = 42;

    @Test
    void takesEverySocketThatSystemdPasses() {
        assertThat(properties(Map.of("LISTEN_FDS", "2", "LISTEN_PID", "42")))
                .containsEntry("micronaut.server.netty.listeners.socket0.fd", 3)
                .containsEntry("micronaut.server.netty.listeners.socket1.fd", 4)
                .containsEntry("micronaut.server.netty.listeners.socket1.bind", false)
                .containsEntry("skytrove.http.idle-exit", "60s")
                .containsEntry("skytrove.management.enabled", false)
                .containsEntry("micronaut.metrics.enabled", false);
    }

    @Test
    void idleTimeMayBeChosen() {
        assertThat(properties(Map.of("LISTEN_FDS", "1", "LISTEN_PID", "42", "SKYTROVE_HTTP_IDLE_EXIT", "0s")))
                .containsKey("micronaut.server.netty.listeners.socket0.fd")
                .doesNotContainKey("skytrove.http.idle-exit");
    }

    @Test
    void managementPortIsKeptBesideThem() {
        assertThat(properties(Map.of("LISTEN_FDS", "1", "LISTEN_PID", "42", "SKYTROVE_MANAGEMENT_PORT", "9465")))
                .containsEntry("micronaut.server.netty.listeners.socket0.fd", 3)
                .doesNotContainKey("skytrove.management.enabled")
                .doesNotContainKey("micronaut.metrics.enabled");
    }

    @Test
    void socketsOfAnotherProcessAreLeftAlone() {
        assertThat(properties(Map.of("LISTEN_FDS", "1", "LISTEN_PID", "41"))).isEmpty();
        assertThat(properties(Map.of("LISTEN_FDS", "1"))).isEmpty();
        assertThat(properties(Map.of("LISTEN_PID", "42"))).isEmpty();
    }

    @Test
    void i6TooManySocketsAreRefused() {
        assertThatThrownBy(() -> properties(Map.of("LISTEN_FDS", "17", "LISTEN_PID", "42")))
                .isInstanceOf(UsageException.class)
                .hasMessage("LISTEN_FDS is 17; a function takes at most 16");
    }

    @Test
    void containerIsReachedFromOutsideUnlessToldOtherwise() {
        assertThat(properties(Map.of("PORT", "8080")))
                .containsOnly(Map.entry("skytrove.http.host", "0.0.0.0"), Map.entry("skytrove.http.port", "8080"));
        assertThat(properties(Map.of("PORT", "8080", "SKYTROVE_HTTP_HOST", "127.0.0.1")))
                .containsOnly(Map.entry("skytrove.http.port", "8080"));
        assertThat(properties(Map.of("PORT", "8080", "SKYTROVE_HTTP_PORT", "8081"))).isEmpty();
    }

    private static Map<String, Object> properties(Map<String, String> environment) {
        return Listening.properties(new ProcessEnvironment(environment), PID);
    }
}
