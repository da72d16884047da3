package dev.skytrove.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skytrove.bench.analytics.Analytics;
import dev.skytrove.bench.coldstart.ColdStart;
import dev.skytrove.bench.compact.Compact;
import dev.skytrove.bench.flush.Flush;
import dev.skytrove.bench.ingest.Ingest;
import dev.skytrove.bench.search.Search;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Entry point of {@code ./skytrove bench}. */
public final class BenchMain {
    private static final String HELP = "--help";
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private BenchMain() {}

    /** Runs a benchmark and exits with 0 when done, 1 when what it measures failed, 2 when the options are wrong. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.exit(run(List.of(arguments), out, err));
    }

    private static List<Benchmark> benchmarks() {
        return List.of(new Analytics(), new ColdStart(), new Compact(), new Flush(), new Ingest(), new Search());
    }

    private static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.isEmpty() || arguments.getFirst().equals(HELP)) {
            out.print(help(benchmarks()));
            return arguments.isEmpty() ? USAGE : DONE;
        }
        try {
            Benchmark benchmark = named(arguments.getFirst());
            if (arguments.contains(HELP)) {
                out.print(help(List.of(benchmark)));
                return DONE;
            }
            Options options = Options.parse(benchmark.options(), arguments.subList(1, arguments.size()));
            ObjectNode result = JsonNodeFactory.instance.objectNode().put("bench", benchmark.name());
            result.setAll(benchmark.run(options, new Report(out, err)));
            out.println(result);
            return DONE;
        } catch (BenchUsageException e) {
            err.println("bench: " + e.getMessage() + "; see --help");
            return USAGE;
        } catch (IOException | IllegalStateException e) {
            err.println("bench: " + e.getMessage());
            return FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private static Benchmark named(String name) {
        return benchmarks().stream()
                .filter(benchmark -> benchmark.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new BenchUsageException("there is no benchmark '" + name + "'"));
    }

    private static String help(List<Benchmark> benchmarks) {
        return benchmarks.stream()
                .map(benchmark -> Options.help(benchmark.name(), benchmark.options()))
                .collect(Collectors.joining("\n"));
    }
}
