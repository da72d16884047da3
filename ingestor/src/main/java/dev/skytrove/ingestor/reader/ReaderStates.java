package dev.skytrove.ingestor.reader;

import dev.skytrove.ingestor.health.IngestorState;
import dev.skytrove.ingestor.health.StateMachine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The states of all readers of a session, of which the best is the ingestor's: it is connected as long as one of them
 * is. One line in the log for every change. Safe for use by several threads.
 */
final class ReaderStates {
    private static final Logger LOG = LoggerFactory.getLogger(ReaderStates.class);
    private static final List<IngestorState> BEST_FIRST =
            List.of(IngestorState.CONNECTED, IngestorState.CONNECTING, IngestorState.BACKING_OFF);

    private final StateMachine states;
    private final List<Entry> entries;
    private boolean over;

    /** @param readers how many there are */
    ReaderStates(StateMachine states, int readers) {
        this.states = states;
        this.entries = new ArrayList<>(Collections.nCopies(readers, new Entry(IngestorState.OPENING_BUFFER, "")));
    }

    private record Entry(IngestorState state, String reason) {}

    /** Says that all readers are to end; their own changes are no news from now on. */
    synchronized void stopping(String reason) {
        over = true;
        states.become(IngestorState.STOPPING, reason);
    }

    /** Says that a reader is in another state now. */
    synchronized void become(int reader, IngestorState state, String reason) {
        if (over) {
            return;
        }
        entries.set(reader, new Entry(state, reason));
        if (entries.size() > 1) {
            tell(reader, state, reason);
        }
        IngestorState best = BEST_FIRST.stream().filter(this::isAnyIn).findFirst().orElseThrow();
        if (entries.size() == 1) {
            states.become(state, reason);
        } else if (states.status().state() != best) {
            states.become(best, summary());
        }
    }

    /** How many readers are connected. */
    synchronized long connected() {
        return entries.stream().filter(entry -> entry.state() == IngestorState.CONNECTED).count();
    }

    private boolean isAnyIn(IngestorState state) {
        return entries.stream().anyMatch(entry -> entry.state() == state);
    }

    private static void tell(int reader, IngestorState state, String reason) {
        if (state.isTrouble()) {
            LOG.warn("source {}: {}: {}", reader + 1, state.label(), reason);
        } else {
            LOG.info("source {}: {}: {}", reader + 1, state.label(), reason);
        }
    }

    private String summary() {
        return entries.stream()
                .map(entry -> entry.state().label() + ": " + entry.reason())
                .collect(Collectors.joining("; "));
    }
}
