package dev.skytrove.simulator.server;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Hands every fault that was asked for to a connection: the newest open one, else the next to come. A fault whose
 * connection ends before it happens goes to another, where it counts frames anew, so no fault is forgotten.
 */
final class Faults {
    private final List<Victim> open = new ArrayList<>();
    private final Deque<Fault> waiting = new ArrayDeque<>();
    private long asked;
    private long fired;

    /** A connection that faults happen on. */
    @FunctionalInterface
    interface Victim {
        /** Takes a fault, from any thread. */
        void take(Fault fault);
    }

    synchronized void ask(Fault fault) {
        asked++;
        place(fault);
    }

    /** A connection was opened; returns the faults that waited for it. */
    synchronized List<Fault> opened(Victim victim) {
        open.add(victim);
        List<Fault> taken = List.copyOf(waiting);
        waiting.clear();
        return taken;
    }

    /** A connection ended, with faults that did not happen on it. */
    synchronized void closed(Victim victim, List<Fault> left) {
        open.remove(victim);
        left.forEach(this::place);
    }

    synchronized void fired() {
        fired++;
    }

    synchronized long askedCount() {
        return asked;
    }

    synchronized long firedCount() {
        return fired;
    }

    private void place(Fault fault) {
        if (open.isEmpty()) {
            waiting.add(fault);
        } else {
            open.getLast().take(fault);
        }
    }
}
