package dev.skytrove.simulator.server;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The faults of one connection, in the order in which they happen; of those due together, the first asked for. */
final class ArmedFaults {
    private final List<Armed> armed = new ArrayList<>();

    private record Armed(long frame, Fault fault) {}

    void arm(Fault fault, long sent) {
        boolean tooEarly = fault instanceof Fault.Duplicate && sent == 0 && fault.after() == 0;
        armed.add(new Armed(sent + (tooEarly ? 1 : fault.after()), fault));
        armed.sort(Comparator.comparingLong(Armed::frame));
    }

    /** How many frames may be sent before something happens. */
    long framesLeft(long sent) {
        return armed.isEmpty() ? Long.MAX_VALUE : armed.getFirst().frame - sent;
    }

    /** Takes out the next fault. */
    Fault next() {
        return armed.removeFirst().fault;
    }

    /** Takes out all of them. */
    List<Fault> drain() {
        List<Fault> left = armed.stream().map(Armed::fault).toList();
        armed.clear();
        return left;
    }
}
