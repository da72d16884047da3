package dev.skytrove.ingestor.reader;

import dev.skytrove.ingestor.config.IngestorConfig;
import dev.skytrove.ingestor.session.BufferSession;
import dev.skytrove.ingestor.session.IngestContext;
import dev.skytrove.ingestor.session.MemoryGuard;
import dev.skytrove.ingestor.source.Disconnect;
import dev.skytrove.ingestor.source.DisconnectCause;
import dev.skytrove.ingestor.source.EventSource;
import dev.skytrove.runtime.FatalErrors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The readers of a session, each on a thread of its own. */
public final class SourceGroup {
    private static final Duration WATCH = Duration.ofMillis(50);

    private final IngestContext context;
    private final SourceAssignment sources;
    private final List<Backoff> backoffs = new ArrayList<>();
    private final Optional<SourceComparison> comparison;

    /** Reads as many of these servers at once as the settings say, the best ones first. */
    public SourceGroup(IngestContext context, List<EventSource> servers) {
        this.context = context;
        IngestorConfig.Settings settings = context.settings();
        this.sources = new SourceAssignment(servers, settings.sources());
        for (int reader = 0; reader < settings.sources(); reader++) {
            backoffs.add(new Backoff(settings.backoffMin(), settings.backoffMax(), RandomGenerator.getDefault()));
        }
        this.comparison = settings.sources() == 2
                ? Optional.of(new SourceComparison(reader -> context.metrics().onlyOneSource(reader)))
                : Optional.empty();
    }

    /**
     * Reads until there is a reason for all readers to end; what they read is in the buffer then.
     *
     * @return the reason
     * @throws RuntimeException what the session or a reader failed with
     */
    public Disconnect read(BufferSession session, MemoryGuard memory) throws InterruptedException {
        ReaderShutdown shutdown = new ReaderShutdown();
        ReaderStates states = new ReaderStates(context.states(), backoffs.size());
        context.metrics().connected(states::connected);
        List<Thread> threads = start(new SourceConnector(context, session, comparison), states, shutdown);
        try {
            watch(session, memory, states, shutdown);
        } catch (Error e) {
            // The readers are waited for below, and may wait for what failed.
            FatalErrors.check(e);
            throw e;
        } finally {
            shutdown.request(new Disconnect(DisconnectCause.BUFFER, "the session is over"));
            for (Thread thread : threads) {
                thread.join();
            }
            context.metrics().connected(() -> 0);
        }
        shutdown.check();
        return shutdown.reason().orElseThrow();
    }

    private List<Thread> start(SourceConnector connector, ReaderStates states, ReaderShutdown shutdown) {
        List<Thread> threads = new ArrayList<>();
        for (int reader = 0; reader < backoffs.size(); reader++) {
            SourceReader task = new SourceReader(context, reader, connector, sources, states, shutdown, backoffs.get(reader));
            threads.add(Thread.ofPlatform().name("source-" + (reader + 1)).daemon().start(task));
        }
        return threads;
    }

    private void watch(BufferSession session, MemoryGuard memory, ReaderStates states, ReaderShutdown shutdown)
            throws InterruptedException {
        while (!shutdown.isRequested()) {
            context.states().alive();
            session.check();
            if (context.stop().isRequested()) {
                states.stopping("asked to stop");
                shutdown.request(new Disconnect(DisconnectCause.STOP, "asked to stop"));
            } else if (memory.isFull()) {
                shutdown.request(new Disconnect(DisconnectCause.MEMORY, memory.toString()));
            } else {
                var _ = shutdown.await(WATCH);
            }
        }
    }
}
