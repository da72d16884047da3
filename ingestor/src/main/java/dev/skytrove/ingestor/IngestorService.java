package dev.skytrove.ingestor;

import dev.skytrove.buffer.RedisAddress;
import dev.skytrove.ingestor.jetstream.JetstreamClient;
import dev.skytrove.runtime.Service;
import dev.skytrove.runtime.StopSignal;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The ingestor as a process: builds its parts, runs them, and takes them down. */
@Singleton
final class IngestorService implements Service {
    private static final int REDIS_THREADS = 2;
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(1);

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
        management.start();
        return ingest(stop);
    }

    private IngestSummary ingest(StopSignal stop) throws InterruptedException {
        ClientResources resources = resources();
        try (RedisClient redis = redis(resources);
                JetstreamClient jetstream = new JetstreamClient(config.ingestor().connectTimeout(), metrics::wireBytes)) {
            Run run = new Run(config.ingestor(), metrics, states, clock, stop);
            BufferSessions sessions =
                    new BufferSessions(redis, config.ingestor().appender(), startPoints, metrics, run.limit(),
                            config.ingestor().claim(Holder.describe(clock)));
            return new Supervisor(run, sessions, sources(run, jetstream)).run();
        } finally {
            var _ = resources.shutdown(0, SHUTDOWN_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private SourceGroup sources(Run run, JetstreamClient jetstream) {
        IngestorConfig.Settings settings = config.ingestor();
        Dictionaries dictionaries = new Dictionaries(
                settings.compress(), settings.zstdDictionary(), new Download(settings.connectTimeout()));
        return new SourceGroup(run, jetstream, dictionaries, new Sources(config.servers(), settings.sources()));
    }

    // Lettuce would time and measure every command; the appender does so for every batch.
    private static ClientResources resources() {
        return DefaultClientResources.builder()
                .ioThreadPoolSize(REDIS_THREADS)
                .computationThreadPoolSize(REDIS_THREADS)
                .commandLatencyRecorder(CommandLatencyRecorder.disabled())
                .build();
    }

    private RedisClient redis(ClientResources resources) {
        RedisURI uri = RedisAddress.parse(config.redis().reveal()).uri();
        uri.setTimeout(config.ingestor().redisTimeout());
        RedisClient redis = RedisClient.create(resources, uri);
        redis.setOptions(ClientOptions.builder()
                .timeoutOptions(TimeoutOptions.builder().timeoutCommands(false).build())
                .build());
        return redis;
    }
}
