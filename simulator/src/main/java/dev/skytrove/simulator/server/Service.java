package dev.skytrove.simulator.server;

import dev.skytrove.simulator.history.History;
import dev.skytrove.simulator.v2.V2History;

/** What all connections have in common. */
record Service(History history, ServerSettings settings, Faults faults, Stats stats) {
    /** The history as the v2 wire counts it. */
    V2History v2History() {
        return new V2History(history, settings.v2().syncEvery());
    }
}
