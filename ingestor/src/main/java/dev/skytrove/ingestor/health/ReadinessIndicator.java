package dev.skytrove.ingestor.health;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import org.reactivestreams.Publisher;

/** {@code /health/readiness}: up while events flow, else down with the state, its reason and since when. */
@Singleton
@Readiness
final class ReadinessIndicator implements HealthIndicator {
    private final StateMachine states;

    ReadinessIndicator(StateMachine states) {
        this.states = states;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        StateMachine.Status status = states.status();
        boolean up = status.state() == IngestorState.CONNECTED;
        return Publishers.just(HealthResult.builder("ingestion", up ? HealthStatus.UP : HealthStatus.DOWN)
                .details(Map.of(
                        "state", status.state().label(),
                        "reason", status.reason(),
                        "since", status.since().toString()))
                .build());
    }
}
