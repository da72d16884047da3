package dev.skytrove.functions;

import dev.skytrove.query.PostSearch;
import dev.skytrove.query.tasks.GuardedTask;
import dev.skytrove.runtime.http.Preparation;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;

/** Makes the meters, where there are any. The filter that counts requests would do so before it lets an answer go. */
@Singleton
final class MetricsPreparation implements Preparation {
    private final BeanProvider<MeterRegistry> registry;
    private final PostSearch search;

    MetricsPreparation(BeanProvider<MeterRegistry> registry, PostSearch search) {
        this.registry = registry;
        this.search = search;
    }

    @Override
    public void prepare() {
        registry.ifPresent(this::register);
    }

    private void register(MeterRegistry made) {
        Gauge.builder("skytrove.query.unreadable.files", search, PostSearch::unreadableFiles)
                .description("files of the lake that were found unreadable in the last ten minutes")
                .register(made);
        Gauge.builder("skytrove.query.unreadable.indexes", search, PostSearch::unreadableIndexes)
                .description("word indexes that were found unreadable in the last ten minutes")
                .register(made);
        FunctionCounter.builder("skytrove.query.failed.tasks", search, _ -> GuardedTask.failed())
                .description("tasks beside the queries, such as those that end them in time, that failed")
                .register(made);
    }
}
