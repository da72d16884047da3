package dev.skytrove.functions;

import dev.skytrove.runtime.http.Preparation;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;

/** Makes the meters, where there are any. The filter that counts requests would do so before it lets an answer go. */
@Singleton
final class MetricsPreparation implements Preparation {
    private final BeanProvider<MeterRegistry> registry;

    MetricsPreparation(BeanProvider<MeterRegistry> registry) {
        this.registry = registry;
    }

    @Override
    public void prepare() {
        registry.ifPresent(made -> {});
    }
}
