package dev.skytrove.runtime;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;

/** The check of processes that have metrics. */
@Factory
@Requires(classes = PrometheusMeterRegistry.class)
final class MetricsSelfCheck {
    @Singleton
    SelfCheck metrics(List<MeterBinder> binders) {
        return new SelfCheck("metrics", () -> scrape(binders));
    }

    // In a registry of its own: the process' own would have each meter twice.
    private static String scrape(List<MeterBinder> binders) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try {
            binders.forEach(binder -> binder.bindTo(registry));
            String text = registry.scrape();
            if (!text.contains("process_cpu_usage ") || !text.contains("jvm_memory_used_bytes{")) {
                throw new IllegalStateException("Prometheus' text lacks process or memory: " + text);
            }
            long values = text.lines().filter(line -> !line.startsWith("#")).count();
            return values + " values of " + binders.size() + " sources";
        } finally {
            registry.close();
        }
    }
}
