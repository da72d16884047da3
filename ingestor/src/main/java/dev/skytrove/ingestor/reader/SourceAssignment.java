package dev.skytrove.ingestor.reader;

import dev.skytrove.ingestor.source.EventSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The servers in order of preference, and which reader has which. A server is kept for as long as it delivers,
 * because every change costs a longer rewind; after the last comes the first again. No two readers have the same. Safe
 * for use by several threads.
 */
final class SourceAssignment {
    private final List<EventSource> servers;
    private final List<Integer> turns = new ArrayList<>();

    /**
     * @param servers at least as many as readers
     * @param readers how many read at once
     */
    SourceAssignment(List<EventSource> servers, int readers) {
        this.servers = List.copyOf(servers);
        for (int reader = 0; reader < readers; reader++) {
            turns.add(reader);
        }
    }

    /** The server whose turn it is. */
    synchronized EventSource current(int reader) {
        return servers.get(turns.get(reader));
    }

    /** Gives up the current server for the next that no other reader has. */
    synchronized void next(int reader) {
        int turn = turns.get(reader);
        do {
            turn = (turn + 1) % servers.size();
        } while (turn != turns.get(reader) && turns.contains(turn));
        turns.set(reader, turn);
    }

    /** The best server that no reader has, if it is better than the current one. */
    synchronized Optional<EventSource> better(int reader) {
        for (int turn = 0; turn < turns.get(reader); turn++) {
            if (!turns.contains(turn)) {
                return Optional.of(servers.get(turn));
            }
        }
        return Optional.empty();
    }

    /** Has a reader change to this server, unless another reader took it meanwhile. */
    synchronized void change(int reader, EventSource server) {
        int turn = servers.indexOf(server);
        if (!turns.contains(turn)) {
            turns.set(reader, turn);
        }
    }
}
