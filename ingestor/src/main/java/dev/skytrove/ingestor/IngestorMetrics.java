package dev.skytrove.ingestor;

import dev.skytrove.buffer.Appended;
import dev.skytrove.buffer.ResumePoint;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.event.EventHeader;
import dev.skytrove.lake.event.MalformedReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/** What the ingestor tells of itself at {@code /prometheus}; every name begins with {@code skytrove_ingestor_}. */
@Singleton
final class IngestorMetrics {
    private static final String PREFIX = "skytrove.ingestor.";
    private static final Duration[] APPEND_STEPS =
            LongStream.of(5, 25, 100, 500, 2_000).mapToObj(Duration::ofMillis).toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final Clock clock;
    private final Map<Table, Map<Operation, Counter>> events = new EnumMap<>(Table.class);
    private final Map<MalformedReason, Counter> malformed = new EnumMap<>(MalformedReason.class);
    private final Map<LeaveCause, Counter> reconnects = new EnumMap<>(LeaveCause.class);
    private final Counter receivedBytes;
    private final AtomicLong ingested;
    private final AtomicLong duplicates;
    private final AtomicLong keptAside = new AtomicLong();
    private final Timer appends;
    private final PauseClock backPressure;
    private final PauseClock memoryPause;
    private final AtomicLong newest = new AtomicLong();
    private volatile LongSupplier handOver = () -> 0;
    private volatile double redisMemory;

    IngestorMetrics(MeterRegistry registry, StateMachine states, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        for (MalformedReason reason : MalformedReason.values()) {
            malformed.put(reason, counter("malformed", "Messages kept aside, by reason", "reason", reason.label()));
        }
        for (LeaveCause cause : LeaveCause.values()) {
            reconnects.put(cause, counter("reconnects", "Connections that ended, by cause", "cause", cause.label()));
        }
        receivedBytes = counter("received.bytes", "Bytes of all messages received");
        ingested = total("ingested", "Events that Redis acknowledged");
        duplicates = total("duplicates", "Events dropped because Redis had them already");
        appends = Timer.builder(PREFIX + "append")
                .description("From sending a batch to Redis' acknowledgement")
                .serviceLevelObjectives(APPEND_STEPS)
                .register(registry);
        backPressure = pauses("back_pressure");
        memoryPause = pauses("memory");
        registerGauges();
        registerStates(states);
    }

    private Counter counter(String name, String description, String... tags) {
        return Counter.builder(PREFIX + name).description(description).tags(tags).register(registry);
    }

    // A sum that is also read back, which not every registry's counter can be.
    private AtomicLong total(String name, String description) {
        AtomicLong sum = new AtomicLong();
        FunctionCounter.builder(PREFIX + name, sum, AtomicLong::get).description(description).register(registry);
        return sum;
    }

    private PauseClock pauses(String cause) {
        PauseClock clock = new PauseClock();
        FunctionCounter.builder(PREFIX + "paused.seconds", clock, pauses -> pauses.total().toMillis() / 1e3)
                .description("Time in which nothing was read, by cause")
                .tag("cause", cause)
                .register(registry);
        return clock;
    }

    private void registerGauges() {
        Gauge.builder(PREFIX + "lag.seconds", this, IngestorMetrics::lagSeconds)
                .description("How far the newest event in Redis is behind the clock; NaN before the first")
                .register(registry);
        Gauge.builder(PREFIX + "hand.over.events", this, metrics -> metrics.handOver.getAsLong())
                .description("Events received and not yet sent to Redis")
                .register(registry);
        Gauge.builder(PREFIX + "redis.memory.ratio", this, metrics -> metrics.redisMemory)
                .description("Used part of Redis' maxmemory; 0 if it has none")
                .register(registry);
    }

    private double lagSeconds() {
        long timeUs = newest.get();
        return timeUs == 0 ? Double.NaN : clock.millis() / 1e3 - timeUs / 1e6;
    }

    private void registerStates(StateMachine states) {
        for (IngestorState state : IngestorState.values()) {
            Gauge.builder(PREFIX + "state", states, machine -> machine.status().state() == state ? 1 : 0)
                    .description("1 for the state that the ingestor is in")
                    .tag("state", state.label())
                    .register(registry);
        }
    }

    /** Counts an event; only one thread may. */
    void received(EventHeader header) {
        // Most pairs of table and operation never occur, so a counter is made when it is needed.
        events.computeIfAbsent(header.table(), _ -> new EnumMap<>(Operation.class))
                .computeIfAbsent(Operation.of(header.operation()), operation -> eventCounter(header.table(), operation))
                .increment();
    }

    private Counter eventCounter(Table table, Operation operation) {
        return counter(
                "events",
                "Events received, also those that Redis had already",
                "table", table.label(),
                "operation", operation.label());
    }

    void received(MalformedReason reason) {
        malformed.get(reason).increment();
    }

    void receivedBytes(long bytes) {
        receivedBytes.increment((double) bytes);
    }

    /** @param waiting tells how many events wait between reading and appending */
    void handOver(LongSupplier waiting) {
        handOver = waiting;
    }

    void acknowledged(Appended appended, long nanos) {
        appends.record(nanos, TimeUnit.NANOSECONDS);
        ingested.addAndGet(appended.ingested());
        duplicates.addAndGet(appended.duplicates());
        keptAside.addAndGet(appended.malformed());
        newest.accumulateAndGet(appended.cursor(), Math::max);
    }

    /** What this process has done so far. */
    IngestSummary summary(Optional<ResumePoint> position) {
        return new IngestSummary(
                ingested.get(),
                duplicates.get(),
                keptAside.get(),
                position.map(ResumePoint::cursor).orElse(0L),
                position.map(ResumePoint::source).orElse(""));
    }

    void left(LeaveCause cause) {
        reconnects.get(cause).increment();
    }

    void redisMemory(double ratio) {
        redisMemory = ratio;
    }

    /** Runs while Redis is too slow for what comes in. */
    PauseClock backPressure() {
        return backPressure;
    }

    /** Runs while Redis is too full. */
    PauseClock memoryPause() {
        return memoryPause;
    }

    /** What an event does, as far as metrics tell it apart. */
    private enum Operation {
        CREATE,
        UPDATE,
        DELETE,
        /** What is no commit, and operations that are not known: labels must not come from the network. */
        OTHER;

        static Operation of(String operation) {
            return switch (operation) {
                case "create" -> CREATE;
                case "update" -> UPDATE;
                case "delete" -> DELETE;
                default -> OTHER;
            };
        }

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
