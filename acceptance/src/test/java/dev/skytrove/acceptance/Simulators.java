package dev.skytrove.acceptance;

import dev.skytrove.testing.client.Simulator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts simulators. */
final class Simulators {
    private Simulators() {}

    static Simulator replaying(Path directory, Path recording, String... options) {
        return start(directory, List.of("--replay", recording.toString()), options);
    }

    static Simulator generating(Path directory, long events, long seed, String... options) {
        return start(directory, List.of("--events", String.valueOf(events), "--seed", String.valueOf(seed)), options);
    }

    private static Simulator start(Path directory, List<String> arguments, String... options) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of(options));
        return Simulator.of(Processes.of("simulator", directory, all.toArray(String[]::new)).start());
    }
}
