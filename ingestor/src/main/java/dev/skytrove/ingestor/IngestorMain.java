package dev.skytrove.ingestor;

import dev.skytrove.runtime.Program;
import dev.skytrove.runtime.ServiceRunner;
import java.util.List;

/** The process {@code ingestor}. */
public final class IngestorMain {
    private IngestorMain() {}

    /** Runs until SIGTERM or SIGINT. */
    public static void main(String[] args) {
        Program program = new Program(
                "ingestor",
                "Brings Bluesky's events from Jetstream into the buffer, each once.",
                List.of(new Program.Command(
                        PeekCommand.NAME, PeekOptions::arguments, "prints what waits in a queue of the buffer, as JSON lines")));
        System.exit(ServiceRunner.run(program, args, IngestorService.class));
    }
}
