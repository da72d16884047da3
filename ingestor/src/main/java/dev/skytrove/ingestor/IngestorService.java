package dev.skytrove.ingestor;

import dev.skytrove.buffer.Buffer;
import dev.skytrove.buffer.address.BufferAddress;
import dev.skytrove.ingestor.config.EventSources;
import dev.skytrove.ingestor.config.IngestorConfig;
import dev.skytrove.ingestor.health.Management;
import dev.skytrove.ingestor.health.StateMachine;
import dev.skytrove.ingestor.metrics.IngestSummary;
import dev.skytrove.ingestor.metrics.IngestorMetrics;
import dev.skytrove.ingestor.reader.SourceGroup;
import dev.skytrove.ingestor.session.BufferSessions;
import dev.skytrove.ingestor.session.IngestContext;
import dev.skytrove.ingestor.session.ProcessIdentity;
import dev.skytrove.ingestor.session.ResumePoints;
import dev.skytrove.ingestor.source.EventSource;
import dev.skytrove.runtime.Service;
import dev.skytrove.runtime.StopSignal;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** The ingestor as a process: builds its parts, runs them, and takes them down. */
@Singleton
final class IngestorService implements Service {
    private final IngestorConfig config;
    private final IngestorMetrics metrics;
    private final StateMachine states;
    private final ResumePoints resumePoints;
    private final Management management;
    private final Clock clock;

    IngestorService(
            IngestorConfig config,
            IngestorMetrics metrics,
            StateMachine states,
            ResumePoints resumePoints,
            Management management,
            Clock clock) {
        this.config = config;
        this.metrics = metrics;
        this.states = states;
        this.resumePoints = resumePoints;
        this.management = management;
        this.clock = clock;
    }

    @Override
    public IngestSummary run(StopSignal stop) throws InterruptedException {
        management.start();
        return ingest(stop);
    }

    private IngestSummary ingest(StopSignal stop) throws InterruptedException {
        BufferAddress address = BufferAddress.parse(config.redis().reveal());
        IngestContext context = new IngestContext(config.ingestor(), metrics, states, clock, stop);
        try (Buffer buffer = address.open(config.ingestor().redisTimeout());
                EventSources sources = new EventSources(config.ingestor().jetstream(), metrics, clock)) {
            BufferSessions sessions = new BufferSessions(
                    buffer,
                    config.ingestor().appender(),
                    resumePoints,
                    metrics,
                    context.limit(),
                    config.ingestor().claim(ProcessIdentity.describe(clock)));
            List<EventSource> servers =
                    config.jetstream().stream().map(sources::of).toList();
            return new Supervisor(context, sessions, new SourceGroup(context, servers)).run();
        }
    }
}
