package dev.skytrove.ingestor;

import dev.skytrove.buffer.Buffer;
import dev.skytrove.buffer.redis.RedisBuffer;
import dev.skytrove.buffer.redis.client.RedisAddress;
import dev.skytrove.ingestor.jetstream.JetstreamClient;
import dev.skytrove.runtime.Service;
import dev.skytrove.runtime.StopSignal;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The ingestor as a process: builds its parts, runs them, and takes them down. */
@Singleton
final class IngestorService implements Service {
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
        RedisAddress address = RedisAddress.parse(config.redis().reveal());
        try (Buffer buffer = new RedisBuffer(address, config.ingestor().redisTimeout());
                JetstreamClient jetstream = new JetstreamClient(config.ingestor().connectTimeout(), metrics::wireBytes)) {
            Run run = new Run(config.ingestor(), metrics, states, clock, stop);
            BufferSessions sessions =
                    new BufferSessions(buffer, config.ingestor().appender(), startPoints, metrics, run.limit(),
                            config.ingestor().claim(Holder.describe(clock)));
            return new Supervisor(run, sessions, sources(run, jetstream)).run();
        }
    }

    private SourceGroup sources(Run run, JetstreamClient jetstream) {
        IngestorConfig.Settings settings = config.ingestor();
        Dictionaries dictionaries = new Dictionaries(
                settings.compress(), settings.zstdDictionary(), new Download(settings.connectTimeout()));
        return new SourceGroup(run, jetstream, dictionaries, new Sources(config.servers(), settings.sources()));
    }
}
