package dev.skytrove.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skytrove.lake.storage.ObjectStores;
import dev.skytrove.testing.ChildProcess;
import dev.skytrove.testing.RedisServer;
import dev.skytrove.testing.client.Http;
import dev.skytrove.testing.client.Json;
import dev.skytrove.testing.client.Simulator;
import java.io.PrintStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Days of the network, replayed as fast as this machine takes them, through ingestor, flush, compact, snapshot, ttl
 * and search: whether
 * everything works, stays as small and as fast as it was, and loses nothing.
 */
final class Validation {
    private static final int PARTS_A_DAY = 4;
    private static final int BATCHES_A_DAY = 288;
    /** Between them the network is held back until a flush has taken everything. */
    private static final int STRETCHES_A_DAY = 24;
    private static final String WHILE_IT_RUNS = "8760h";
    /** What Redis needs beside events that wait: the window of duplicates, above all. */
    private static final long REDIS_BASE_BYTES = 48L << 20;
    private static final long REDIS_BYTES_PER_EVENT = 170;
    /** Nobody writes it, so that every file is read. */
    private static final String ABSENT = "qzxvwyq";

    private final ValidationOptions options;
    private final DemoProcesses processes;
    private final Workspace workspace;
    private final PrintStream out;
    private final Progress progress;
    private final Map<String, String> redisSettings = new HashMap<>();
    private final List<Checkpoint> checkpoints = new ArrayList<>();
    private final Upkeep upkeep;

    Validation(ValidationOptions options, DemoProcesses processes, Workspace workspace, PrintStream out, Progress progress) {
        this.options = options;
        this.processes = processes;
        this.workspace = workspace;
        this.out = out;
        this.progress = progress;
        this.upkeep = new Upkeep(processes);
    }

    /** Returns whether every check passed; what was found is on stdout. */
    boolean run() {
        ObjectStores.createBucket(processes.storage(), System.getenv());
        RedisServer redis = processes.startRedis("--maxmemory", redisBytes(), "--maxmemory-policy", "noeviction");
        redisSettings.put("SKYTROVE_REDIS", redis.uri().toString());
        long events = options.days() * options.eventsPerDay();
        Simulator simulator = processes.startSimulator(new DemoOptions.Source.Generated(
                events, List.of("--density", String.valueOf(options.eventsPerSecond()))));
        try (IngestCounts.Reader counts = new IngestCounts.Reader(redis.uri())) {
            Map<String, String> settings = new HashMap<>(redisSettings);
            settings.put("SKYTROVE_JETSTREAM", simulator.url());
            settings.put("SKYTROVE_INGESTOR_SILENCE_TIMEOUT", WHILE_IT_RUNS);
            ChildProcess ingestor = processes.startIngestor(settings);
            ChildProcess search = processes.function(Installation.Component.SEARCH);
            String url = processes.url(Installation.Component.SEARCH, search);
            Measuring measuring = new Measuring(counts, ingestor, search, redis.process());
            try (Pacing pacing =
                    Pacing.start(simulator, () -> counts.read().processed(), options.eventsPerDay() / STRETCHES_A_DAY)) {
                replay(events, measuring, pacing, url);
            }
        }
        progress.step("compacting, a snapshot, and what is old");
        upkeep.compact();
        long files = upkeep.snapshot().files();
        LakeContent lake = LakeContent.read(processes.storage(), workspace.directory("counted"));
        long stored = upkeep.rowsRemoved() + lake.rows().values().stream().mapToLong(Long::longValue).sum();
        out.printf(Locale.ROOT, "compact merged %,d files, the slowest run took %.0f s; %,d are left, a snapshot names %,d%n",
                upkeep.filesMerged(), upkeep.slowest(), lake.files(), files);
        return report(events, Verdicts.of(events, stored, checkpoints));
    }

    /** About an eighth of a day may wait: then the ingestor pauses, and no flush takes more than another. */
    private String redisBytes() {
        return String.valueOf(REDIS_BASE_BYTES + options.eventsPerDay() / 8 * REDIS_BYTES_PER_EVENT);
    }

    /** Flushes while events arrive, and measures by quarters of days. */
    private void replay(long events, Measuring measuring, Pacing pacing, String search) {
        long part = options.eventsPerDay() / PARTS_A_DAY;
        boolean complete = false;
        while (!complete) {
            // Asked before the flush: then that one took the last of them.
            complete = measuring.processed() >= events;
            measuring.add(processes.flush(flushSettings()));
            progress.update(measuring.processed() + " of " + events + " events");
            if ((complete && measuring.hasSome()) || measuring.events() >= part) {
                int day = (int) Math.min(options.days(), (measuring.processed() - 1) / options.eventsPerDay() + 1);
                upkeep.compact();
                measuring.asked(query(search));
                checkpoints.add(measuring.checkpoint(day));
                progress.step("checkpoint " + checkpoints.size() + ": " + checkpoints.getLast());
            }
            pacing.goOn();
        }
    }

    /** Batches of five minutes, as a timer makes them: what is replayed at speed would be flushed at once. */
    private Map<String, String> flushSettings() {
        Map<String, String> settings = new HashMap<>(redisSettings);
        settings.put("SKYTROVE_FLUSH_MAX_EVENTS", String.valueOf(options.eventsPerDay() / BATCHES_A_DAY));
        return settings;
    }

    /** How long the slowest of the searches takes that people ask, in seconds. */
    private static double query(String search) {
        double slowest = 0;
        List<Map<String, String>> queries = List.of(
                Map.of("limit", "100"), Map.of("text", ABSENT), Map.of("text", ABSENT, "exact", "true"));
        for (Map<String, String> query : queries) {
            long start = System.nanoTime();
            URI url = Http.url(search, query);
            Http.getJson(url);
            slowest = Math.max(slowest, (System.nanoTime() - start) / 1e9);
        }
        return slowest;
    }

    private boolean report(long events, List<Verdicts.Verdict> verdicts) {
        double seconds = checkpoints.stream().mapToDouble(Checkpoint::seconds).sum();
        out.printf(Locale.ROOT, "%,d events of %d days in %.0f s: %,.0f a second, flushes beside it%n%n",
                events, options.days(), seconds, events / seconds);
        out.println("day     events  events/s  bytes/event  flush s  search s  ingestor MiB  search MiB  Redis MiB");
        checkpoints.forEach(point -> out.printf(Locale.ROOT, "%3d %,10d %,9.0f %12.0f %8.1f %9.2f %13d %11d %10d%n",
                point.day(), point.events(), point.events() / point.seconds(), point.bytesPerEvent(), point.flushSeconds(),
                point.querySeconds(), point.ingestorBytes() >> 20, point.searchBytes() >> 20, point.redisBytes() >> 20));
        out.println();
        verdicts.forEach(verdict -> out.printf(
                Locale.ROOT, "%-6s  %s: %s%n", verdict.passed() ? "ok" : "FAILED", verdict.check(), verdict.found()));
        boolean passed = verdicts.stream().allMatch(Verdicts.Verdict::passed);
        ObjectNode summary = Json.object();
        summary.put("passed", passed).put("days", options.days()).put("events", events).put("seconds", Math.round(seconds));
        ArrayNode checks = summary.putArray("checks");
        verdicts.forEach(verdict -> checks.addObject()
                .put("check", verdict.check()).put("passed", verdict.passed()).put("found", verdict.found()));
        out.println(summary);
        out.flush();
        return passed;
    }

    /** Sums and maxima since the last checkpoint. */
    private static final class Measuring {
        private final IngestCounts.Reader counts;
        private final ChildProcess ingestor;
        private final ChildProcess search;
        private final ChildProcess redis;
        private long start = System.nanoTime();
        private long processedBefore;
        private long rows;
        private long bytes;
        private double flushSeconds;
        private double querySeconds;
        private long ingestorBytes;
        private long searchBytes;
        private long redisBytes;

        Measuring(IngestCounts.Reader counts, ChildProcess ingestor, ChildProcess search, ChildProcess redis) {
            this.counts = counts;
            this.ingestor = ingestor;
            this.search = search;
            this.redis = redis;
        }

        long processed() {
            if (!ingestor.isAlive()) {
                throw new IllegalStateException("the ingestor ended:\n" + ingestor.stderr());
            }
            return counts.read().ingested();
        }

        long events() {
            return processed() - processedBefore;
        }

        /** Whether anything came or was flushed since the last checkpoint. */
        boolean hasSome() {
            return rows > 0 || events() > 0;
        }

        void add(JsonNode flushed) {
            flushed.path("tables").forEach(table -> rows += table.asLong());
            bytes += flushed.path("bytes").asLong();
            flushSeconds = Math.max(flushSeconds, flushed.path("elapsed_ms").asLong() / 1e3);
            look();
        }

        void asked(double seconds) {
            querySeconds = Math.max(querySeconds, seconds);
            look();
        }

        private void look() {
            ingestorBytes = Math.max(ingestorBytes, ProcessMemory.resident(ingestor));
            searchBytes = Math.max(searchBytes, ProcessMemory.resident(search));
            redisBytes = Math.max(redisBytes, ProcessMemory.resident(redis));
        }

        Checkpoint checkpoint(int day) {
            long now = System.nanoTime();
            long processed = processed();
            Checkpoint made = new Checkpoint(day, processed - processedBefore, rows, bytes, (now - start) / 1e9,
                    flushSeconds, querySeconds, ingestorBytes, searchBytes, redisBytes);
            start = now;
            processedBefore = processed;
            rows = 0;
            bytes = 0;
            flushSeconds = 0;
            querySeconds = 0;
            ingestorBytes = 0;
            searchBytes = 0;
            redisBytes = 0;
            return made;
        }
    }
}
