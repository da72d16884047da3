package dev.skytrove.simulator.server;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The faults of one connection, in the order in which they happen; of those due together, the first asked for. */
final class ArmedFaults {
    private final List<Armed> armed = new ArrayList<>();

    private record Armed(long frame, Fault.OnFrame fault) {}

    void arm(Fault.OnFrame fault, long sent) {
        add(fault, sent + fault.after());
    }

    /** Puts back one that could not happen, to be tried again after so many frames. */
    void putBack(Fault.OnFrame fault, long frame) {
        add(fault, frame);
    }

    /** How many frames may be sent before something happens. */
    long framesLeft(long sent) {
        return armed.isEmpty() ? Long.MAX_VALUE : armed.getFirst().frame - sent;
    }

    /**
     * Takes out the next fault if it is due.
     *
     * @param over whether there is no event any more for it to happen to
     */
    Optional<Fault.OnFrame> takeDue(long sent, boolean over) {
        for (Armed next : armed) {
            if (next.frame > sent) {
                break;
            }
            if (!over || !next.fault.needsNext()) {
                armed.remove(next);
                return Optional.of(next.fault);
            }
        }
        return Optional.empty();
    }

    /** Takes out all of them. */
    List<Fault.OnFrame> drain() {
        List<Fault.OnFrame> left = armed.stream().map(Armed::fault).toList();
        armed.clear();
        return left;
    }

    private void add(Fault.OnFrame fault, long frame) {
        armed.add(new Armed(frame, fault));
        armed.sort(Comparator.comparingLong(Armed::frame));
    }
}
