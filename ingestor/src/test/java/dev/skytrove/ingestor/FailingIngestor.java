package dev.skytrove.ingestor;

import dev.skytrove.buffer.Buffer;
import dev.skytrove.buffer.address.BufferAddress;
import dev.skytrove.ingestor.config.IngestorConfig;
import dev.skytrove.ingestor.health.StateMachine;
import dev.skytrove.ingestor.metrics.IngestorMetrics;
import dev.skytrove.ingestor.reader.SourceGroup;
import dev.skytrove.ingestor.session.BufferSessions;
import dev.skytrove.ingestor.session.IngestContext;
import dev.skytrove.ingestor.session.ProcessIdentity;
import dev.skytrove.ingestor.session.ResumePoints;
import dev.skytrove.ingestor.source.Disconnect;
import dev.skytrove.ingestor.source.EventSource;
import dev.skytrove.ingestor.source.EventStream;
import dev.skytrove.ingestor.source.StartAt;
import dev.skytrove.ingestor.source.StreamListener;
import dev.skytrove.lake.event.FingerprintKey;
import dev.skytrove.runtime.Program;
import dev.skytrove.runtime.Service;
import dev.skytrove.runtime.ServiceRunner;
import dev.skytrove.runtime.StopSignal;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The ingestor's own parts, but with a source whose reading throws an error, as a process of its own. */
@Singleton
final class FailingIngestor implements Service {
    private final IngestorConfig config;
    private final IngestorMetrics metrics;
    private final StateMachine states;
    private final ResumePoints resumePoints;
    private final Clock clock;

    FailingIngestor(
            IngestorConfig config, IngestorMetrics metrics, StateMachine states, ResumePoints resumePoints, Clock clock) {
        this.config = config;
        this.metrics = metrics;
        this.states = states;
        this.resumePoints = resumePoints;
        this.clock = clock;
    }

    public static void main(String[] args) {
        System.exit(ServiceRunner.run(new Program("ingestor", "Fails."), args, FailingIngestor.class));
    }

    @Override
    public Object run(StopSignal stop) throws InterruptedException {
        IngestContext context = new IngestContext(config.ingestor(), metrics, states, clock, stop);
        try (Buffer buffer = BufferAddress.parse(config.redis().reveal()).open(config.ingestor().redisTimeout())) {
            BufferSessions sessions = new BufferSessions(
                    buffer,
                    config.ingestor().appender(),
                    resumePoints,
                    metrics,
                    context.limit(),
                    config.ingestor().claim(ProcessIdentity.describe(clock)));
            return new Supervisor(context, sessions, new SourceGroup(context, List.of(new Source()))).run();
        }
    }

    private static final class Source implements EventSource {
        @Override
        public String name() {
            return "failing";
        }

        @Override
        public boolean numbersEvents() {
            return false;
        }

        @Override
        public boolean isFiltered() {
            return false;
        }

        @Override
        public EventStream open(StartAt start, FingerprintKey key, long reachedUs) {
            return new Stream();
        }
    }

    private static final class Stream implements EventStream {
        @Override
        public boolean isOpened() {
            return true;
        }

        @Override
        public boolean isPaused() {
            return false;
        }

        @Override
        public Optional<Delivered> read(Duration wait, StreamListener listener) {
            throw new StackOverflowError("of the test");
        }

        @Override
        public Optional<Disconnect> ended() {
            return Optional.empty();
        }

        @Override
        public void stop() {}

        @Override
        public void close() {}
    }
}
