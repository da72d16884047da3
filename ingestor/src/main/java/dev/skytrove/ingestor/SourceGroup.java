package dev.skytrove.ingestor;

import dev.skytrove.ingestor.jetstream.JetstreamClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The readers of a session, each on a thread of its own. */
final class SourceGroup {
    private static final Duration WATCH = Duration.ofMillis(50);

    private final Run run;
    private final JetstreamClient client;
    private final Dictionaries dictionaries;
    private final Sources sources;
    private final List<Backoff> backoffs = new ArrayList<>();
    private final Optional<Coverage> coverage;

    SourceGroup(Run run, JetstreamClient client, Dictionaries dictionaries, Sources sources) {
        this.run = run;
        this.client = client;
        this.dictionaries = dictionaries;
        this.sources = sources;
        IngestorConfig.Settings settings = run.settings();
        for (int reader = 0; reader < settings.sources(); reader++) {
            backoffs.add(new Backoff(settings.backoffMin(), settings.backoffMax(), RandomGenerator.getDefault()));
        }
        this.coverage = settings.sources() == 2
                ? Optional.of(new Coverage(reader -> run.metrics().onlyOneSource(reader)))
                : Optional.empty();
    }

    /**
     * Reads until there is a reason for all readers to end; what they read is in Redis then.
     *
     * @return the reason
     * @throws RuntimeException what the session or a reader failed with
     */
    Departure read(BufferSession session, MemoryGuard memory) throws InterruptedException {
        Halt halt = new Halt();
        SourceBoard board = new SourceBoard(run.states(), backoffs.size());
        run.metrics().connected(board::connected);
        List<Thread> threads = start(new Links(run, client, dictionaries, session, coverage), board, halt);
        try {
            watch(session, memory, board, halt);
        } finally {
            halt.request(new Departure(LeaveCause.REDIS, "the session is over"));
            for (Thread thread : threads) {
                thread.join();
            }
            run.metrics().connected(() -> 0);
        }
        halt.check();
        return halt.reason().orElseThrow();
    }

    private List<Thread> start(Links links, SourceBoard board, Halt halt) {
        List<Thread> threads = new ArrayList<>();
        for (int reader = 0; reader < backoffs.size(); reader++) {
            SourceReader task = new SourceReader(run, reader, links, sources, board, halt, backoffs.get(reader));
            threads.add(Thread.ofPlatform().name("source-" + (reader + 1)).daemon().start(task));
        }
        return threads;
    }

    private void watch(BufferSession session, MemoryGuard memory, SourceBoard board, Halt halt)
            throws InterruptedException {
        while (!halt.isRequested()) {
            run.states().alive();
            session.check();
            if (run.stop().isRequested()) {
                board.stopping("asked to stop");
                halt.request(new Departure(LeaveCause.STOP, "asked to stop"));
            } else if (memory.isFull()) {
                halt.request(new Departure(LeaveCause.MEMORY, memory.toString()));
            } else {
                var _ = halt.await(WATCH);
            }
        }
    }
}
