package dev.skytrove.simulator.server;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Hands every fault that was asked for to a connection: the newest open one, else the next to come. A fault whose
 * connection ends before it happens goes to another, where it counts frames anew, so no fault is forgotten.
 */
final class Faults {
    private final List<Victim> open = new ArrayList<>();
    private final Deque<Fault.OnFrame> waiting = new ArrayDeque<>();
    private final List<Coming> coming = new ArrayList<>();
    private final FaultCounts counts = new FaultCounts();
    private long upgrades;

    /** A connection that faults happen on. */
    @FunctionalInterface
    interface Victim {
        /** Takes a fault, from any thread. */
        void take(Fault.OnFrame fault);
    }

    /** A fault that happens at the first upgrade that has at least so many before it. */
    private record Coming(long upgrade, Fault.OnUpgrade fault) {}

    synchronized void ask(Fault fault) {
        counts.asked(fault);
        switch (fault) {
            case Fault.OnFrame onFrame -> place(onFrame);
            case Fault.OnUpgrade onUpgrade -> coming.add(new Coming(upgrades + fault.after(), onUpgrade));
        }
    }

    /** A client asks for an upgrade; returns what goes wrong with it, the first asked for of those that are due. */
    synchronized Optional<Fault.OnUpgrade> upgrading() {
        long now = upgrades++;
        for (Iterator<Coming> each = coming.iterator(); each.hasNext();) {
            Coming next = each.next();
            if (next.upgrade <= now) {
                each.remove();
                return Optional.of(next.fault);
            }
        }
        return Optional.empty();
    }

    /** A connection was opened; returns the faults that waited for it. */
    synchronized List<Fault.OnFrame> opened(Victim victim) {
        open.add(victim);
        List<Fault.OnFrame> taken = List.copyOf(waiting);
        waiting.clear();
        return taken;
    }

    /** A connection ended, with faults that did not happen on it. */
    synchronized void closed(Victim victim, List<Fault.OnFrame> left) {
        open.remove(victim);
        left.forEach(this::place);
    }

    synchronized void fired(Fault fault) {
        counts.fired(fault);
    }

    /** The kinds of which not all happened, or nothing. */
    synchronized String missing() {
        return counts.missing();
    }

    /** What was asked for and what happened, as JSON. */
    synchronized String json() {
        return counts.json();
    }

    private void place(Fault.OnFrame fault) {
        if (open.isEmpty()) {
            waiting.add(fault);
        } else {
            open.getLast().take(fault);
        }
    }
}
