package dev.skytrove.ingestor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skytrove.testing.ChildProcess;
import dev.skytrove.testing.ProjectPaths;
import dev.skytrove.testing.client.Simulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts real simulators. */
final class Simulators {
    private Simulators() {}

    /** Starts one; skips the test where its jar has not been built. */
    static Simulator start(String... arguments) {
        Path jar = ProjectPaths.find().jar("simulator");
        assumeTrue(Files.exists(jar), "the simulator is not built: mvn package -pl simulator");
        List<String> command = new ArrayList<>(List.of(
                ProjectPaths.java().toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", jar.toString()));
        command.addAll(List.of(arguments));
        return Simulator.of(ChildProcess.command(command).name("simulator").start());
    }

    /** A fault that was asked for and never happened would prove nothing. */
    static void assertFaultsHappened(Simulator simulator, int asked) {
        JsonNode faults = simulator.stats().get("faults");
        assertThat(faults.get("asked").asInt()).isEqualTo(asked);
        assertThat(faults.get("fired").asInt()).as(faults.toString()).isEqualTo(asked);
    }
}
