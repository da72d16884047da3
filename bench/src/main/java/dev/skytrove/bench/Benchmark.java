package dev.skytrove.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;

/** One benchmark. */
public interface Benchmark {
    /** What it is called on the command line and in the JSON line's {@code bench}. */
    String name();

    /** Its options, in the order of {@code --help}. */
    List<OptionSpec> options();

    /**
     * Runs it.
     *
     * @param options what the command line says
     * @param report where the table goes, and progress
     * @return the JSON line, without {@code bench}
     * @throws BenchUsageException if an option is wrong, or something that it needs is missing
     * @throws IllegalStateException if what it measures failed
     */
    ObjectNode run(Options options, Report report) throws IOException, InterruptedException;
}
