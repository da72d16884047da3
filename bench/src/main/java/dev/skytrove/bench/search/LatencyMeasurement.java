package dev.skytrove.bench.search;

import dev.skytrove.bench.Samples;
import dev.skytrove.testing.ProjectPaths;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Asks questions of processes at one place. */
final class LatencyMeasurement {
    private static final int AT_ONCE = 16;
    private static final int WARM_ROUNDS = 5;
    private static final int MOST_PASSES = 1000;

    private final Place place;
    private final Path cache;
    private final Optional<Path> binaries;

    /**
     * @param cache the directory of the functions' caches
     * @param binaries the folder of native binaries; none to run jars
     */
    LatencyMeasurement(Place place, Path cache, Optional<Path> binaries) {
        this.place = place;
        this.cache = cache;
        this.binaries = binaries;
    }

    /** What questions take, each asked of processes that nobody has asked before. */
    Map<Question, Measured> askAll(List<Question> questions) throws IOException, InterruptedException {
        Map<Question, Measured> all = new LinkedHashMap<>();
        for (Question question : questions) {
            all.put(question, ask(question));
        }
        return all;
    }

    /** The same of one process, or two with that of exports: {@code newMs} is not a number then. */
    Map<Question, Measured> askQuickly(List<Question> questions) throws IOException, InterruptedException {
        Map<Question, Measured> all = new LinkedHashMap<>();
        for (boolean export : List.of(false, true)) {
            List<Question> some = questions.stream().filter(question -> question.isExport() == export).toList();
            if (!some.isEmpty()) {
                try (Function function = start(some.getFirst())) {
                    // A JVM has to warm up.
                    function.ask(some.getFirst().target(), 1);
                    for (Question question : some) {
                        all.put(question, askQuickly(function, question));
                    }
                }
            }
        }
        return all;
    }

    private Measured askQuickly(Function function, Question question) throws IOException, InterruptedException {
        clear();
        long requests = place.requests();
        long bytes = place.bytes();
        double cold = function.ask(question.target(), 1);
        long coldRequests = place.requests() - requests;
        long coldBytes = place.bytes() - bytes;
        function.awaitIdle();
        requests = place.requests();
        double warm = function.ask(question.target(), 1);
        long warmRequests = place.requests() - requests;
        double many = function.ask(question.target(), AT_ONCE);
        return new Measured(
                cold, Double.NaN, warm, many, coldRequests, warmRequests, coldBytes, function.peakMib());
    }

    private Measured ask(Question question) throws IOException, InterruptedException {
        clear();
        long requests = place.requests();
        long bytes = place.bytes();
        double cold;
        double peak;
        try (Function first = start(question)) {
            cold = first.ask(question.target(), 1);
            peak = first.peakMib();
        }
        long coldRequests = place.requests() - requests;
        long coldBytes = place.bytes() - bytes;
        requests = place.requests();
        try (Function second = start(question)) {
            double fresh = second.ask(question.target(), 1);
            long newRequests = place.requests() - requests;
            second.awaitIdle();
            Samples warm = new Samples();
            for (int i = 0; i < WARM_ROUNDS; i++) {
                warm.add(second.ask(question.target(), 1));
            }
            double many = second.ask(question.target(), AT_ONCE);
            return new Measured(
                    cold, fresh, warm.median(), many, coldRequests, newRequests, coldBytes,
                    Math.max(peak, second.peakMib()));
        }
    }

    private Function start(Question question) throws IOException {
        Map<String, String> settings = new HashMap<>(place.settings());
        settings.put("SKYTROVE_CACHE_DIR", cache.toString());
        settings.put("SKYTROVE_HTTP_PORT", "0");
        // A machine that does other work, too, is to be measured all the same.
        settings.put("SKYTROVE_QUERY_TIMEOUT", "15m");
        // All of the lake has room.
        settings.put("SKYTROVE_CACHE_SIZE", "64GiB");
        return Function.start(command(question.isExport() ? "export" : "search"), settings);
    }

    private List<String> command(String module) {
        return binaries
                .map(folder -> List.of(folder.resolve(module).toString()))
                .orElseGet(() -> List.of(
                        ProjectPaths.java().toString(), "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                        "-Xmx64m", "-jar",
                        ProjectPaths.find().jar(module).toString()));
    }

    /** Empties the cache. A process that found enough may still fetch what it began, so one pass may not do. */
    private void clear() throws IOException {
        for (int pass = 1; Files.exists(cache); pass++) {
            try (Stream<Path> tree = Files.walk(cache)) {
                for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            } catch (DirectoryNotEmptyException | UncheckedIOException e) {
                if (pass == MOST_PASSES) {
                    throw e;
                }
            }
        }
    }
}
