package dev.skytrove.ingestor;

import dev.skytrove.ingestor.jetstream.JetstreamClient;
import dev.skytrove.runtime.Service;
import dev.skytrove.runtime.StopSignal;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.resource.DefaultClientResources;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The ingestor as a process: builds its parts, runs them, and takes them down. */
@Singleton
final class IngestorService implements Service {
    private static final int REDIS_THREADS = 2;

    private final IngestorConfig config;
    private final IngestorMetrics metrics;
    private final StateMachine states;
    private final StartPoints startPoints;
    private final Management management;
    private final Clock clock;

    IngestorService(
            IngestorConfig config,
            IngestorMetrics metrics,
            StateMachine states,
            StartPoints startPoints,
            Management management,
            Clock clock) {
        this.config = config;
        this.metrics = metrics;
        this.states = states;
        this.startPoints = startPoints;
        this.management = management;
        this.clock = clock;
    }

    @Override
    public IngestSummary run(StopSignal stop) throws InterruptedException {
        CompletableFuture<Void> managing = management.start().whenComplete((started, thrown) -> {
            if (thrown != null) {
                stop.request();
            }
        });
        IngestSummary summary = ingest(stop);
        managing.join();
        return summary;
    }

    private IngestSummary ingest(StopSignal stop) throws InterruptedException {
        DefaultClientResources resources = DefaultClientResources.builder()
                .ioThreadPoolSize(REDIS_THREADS)
                .computationThreadPoolSize(REDIS_THREADS)
                .build();
        RedisURI uri = RedisURI.create(config.redis().reveal());
        uri.setTimeout(config.ingestor().redisTimeout());
        try (RedisClient redis = RedisClient.create(resources, uri);
                JetstreamClient jetstream = new JetstreamClient(config.ingestor().connectTimeout())) {
            Run run = new Run(config.ingestor(), metrics, states, clock, stop);
            BufferSessions sessions =
                    new BufferSessions(redis, config.ingestor().appender(), startPoints, metrics);
            return new Supervisor(run, sessions, jetstream, new Sources(config.sources())).run();
        } finally {
            var _ = resources.shutdown(0, 1, java.util.concurrent.TimeUnit.SECONDS);
        }
    }
}
