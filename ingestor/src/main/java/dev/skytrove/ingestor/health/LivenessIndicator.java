package dev.skytrove.ingestor.health;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Liveness;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.reactivestreams.Publisher;

/**
 * {@code /health/liveness}: down when the ingestor's thread has been stuck for so long that only a restart helps. Its name
 * is not that of {@link ReadinessIndicator}: of two parts of one name {@code /health} shows only one.
 */
@Singleton
@Liveness
final class LivenessIndicator implements HealthIndicator {
    /** Longer than the buffer, the bucket and all waits between attempts may take. */
    private static final Duration STUCK = Duration.ofMinutes(5);

    private final StateMachine states;
    private final Clock clock;

    LivenessIndicator(StateMachine states, Clock clock) {
        this.states = states;
        this.clock = clock;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        Instant lastSign = states.lastSign();
        boolean up = lastSign.plus(STUCK).isAfter(clock.instant());
        return Publishers.just(HealthResult.builder("liveness", up ? HealthStatus.UP : HealthStatus.DOWN)
                .details(Map.of("last_sign", lastSign.toString()))
                .build());
    }
}
