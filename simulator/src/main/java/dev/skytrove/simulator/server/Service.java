package dev.skytrove.simulator.server;

import dev.skytrove.simulator.history.History;

/** What all connections have in common. */
record Service(History history, ServerSettings settings, Faults faults, Stats stats) {}
