package dev.skytrove.ingestor;

import dev.skytrove.buffer.RedisCheck;
import dev.skytrove.lake.storage.S3Check;
import dev.skytrove.runtime.ProcessEnvironment;
import dev.skytrove.runtime.SelfCheck;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.util.List;

/** The checks of the libraries that the ingestor uses. */
@Factory
final class IngestorSelfChecks {
    @Singleton
    SelfCheck redis(ProcessEnvironment environment) {
        String uri = environment.variables().getOrDefault("SKYTROVE_REDIS", "");
        return new SelfCheck("redis", () -> uri.isEmpty() ? "not tried: SKYTROVE_REDIS is not set" : RedisCheck.ping(uri));
    }

    @Singleton
    SelfCheck s3(ProcessEnvironment environment) {
        return new SelfCheck("s3", () -> S3Check.ask(environment.variables()));
    }

    // In a registry of its own: the process' own would have meters twice.
    @Singleton
    SelfCheck metrics(List<MeterBinder> binders) {
        return new SelfCheck("metrics", () -> {
            PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            try {
                binders.forEach(binder -> binder.bindTo(registry));
                String text = registry.scrape();
                if (!text.contains("process_cpu_usage ") || !text.contains("jvm_memory_used_bytes{")) {
                    throw new IllegalStateException("Prometheus' text lacks process or memory: " + text);
                }
                return text.lines().filter(line -> !line.startsWith("#")).count() + " values of " + binders.size()
                        + " sources";
            } finally {
                registry.close();
            }
        });
    }
}
