package dev.skytrove.ttl;

import dev.skytrove.jobs.StoreFailures;
import dev.skytrove.runtime.Output;
import dev.skytrove.runtime.Subcommand;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.ParseResult;

/** Prints what a run would delete now. */
@Singleton
final class DryRunCommand implements Subcommand {
    static final String NAME = "--dry-run";

    private final Expiry expiry;

    DryRunCommand(Expiry expiry) {
        this.expiry = expiry;
    }

    /**
     * A line for each object.
     *
     * @param name its name
     * @param bytes its size
     */
    @Serdeable
    record Line(String name, long bytes) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Object run(ParseResult arguments, Output output) {
        return StoreFailures.told(() -> list(output));
    }

    private TtlSummary list(Output output) {
        long start = System.nanoTime();
        Map<String, Long> groups = new TreeMap<>();
        long[] bytes = {0};
        expiry.find(expired -> {
            output.print(new Line(expired.object().name(), expired.object().size()));
            groups.merge(expired.group(), 1L, Long::sum);
            bytes[0] += expired.object().size();
        });
        return TtlSummary.of(true, groups, bytes[0], Duration.ofNanos(System.nanoTime() - start));
    }
}
