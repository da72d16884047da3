package dev.skytrove.ingestor.metrics;

import dev.skytrove.buffer.Appended;
import dev.skytrove.buffer.ClockLimit;
import dev.skytrove.buffer.ReceivedEvent;
import dev.skytrove.buffer.ResumePoint;
import dev.skytrove.ingestor.health.IngestorState;
import dev.skytrove.ingestor.health.StateMachine;
import dev.skytrove.ingestor.source.DisconnectCause;
import dev.skytrove.ingestor.source.MessageFault;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.event.EventTables;
import dev.skytrove.lake.event.MalformedReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/** What the ingestor tells of itself at {@code /prometheus}; every name begins with {@code skytrove_ingestor_}. */
@Singleton
public final class IngestorMetrics {
    private static final String PREFIX = "skytrove.ingestor.";
    private static final Duration[] APPEND_STEPS =
            LongStream.of(5, 25, 100, 500, 2_000).mapToObj(Duration::ofMillis).toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final Clock clock;
    private final Map<Table, Map<ReceivedCounts.Operation, Counter>> events = new EnumMap<>(Table.class);
    /** By the labels of what may be wrong with a message: these must not come from the network. */
    private final Map<String, Counter> malformed = new HashMap<>();
    private final Map<DisconnectCause, Counter> reconnects = new EnumMap<>(DisconnectCause.class);
    private final List<Counter> onlyOne = new ArrayList<>();
    private final Counter receivedBytes;
    private final Counter wireBytes;
    private final Counter notices;
    private final Counter gaps;
    private final Counter future;
    private final AtomicLong ahead = new AtomicLong();
    private final AtomicLong ingested;
    private final AtomicLong duplicates;
    private final AtomicLong keptAside = new AtomicLong();
    private final Timer appends;
    private final PauseClock backPressure;
    private final PauseClock memoryPause;
    private final BufferMetrics buffer;
    private final AtomicLong newest = new AtomicLong();
    private final Set<IntSupplier> aheadEvents = ConcurrentHashMap.newKeySet();
    private volatile LongSupplier connected = () -> 0;

    public IngestorMetrics(MeterRegistry registry, StateMachine states, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        for (Table table : EventTables.ALL) {
            events.put(table, new ConcurrentHashMap<>());
        }
        for (MalformedReason reason : MalformedReason.values()) {
            addMalformed(reason.label());
        }
        for (DisconnectCause cause : DisconnectCause.values()) {
            reconnects.put(cause, counter("reconnects", "Connections that ended, by cause", "cause", cause.label()));
        }
        for (MessageFault fault : MessageFault.values()) {
            addMalformed(fault.label());
        }
        receivedBytes = counter("received.bytes", "Bytes of all events received, as JSON of the first wire");
        wireBytes = counter("wire.bytes", "Bytes that came out of the sockets to Jetstream");
        notices = counter("notices", "What servers said about the stream");
        gaps = counter("gaps", "Times that a server began later than asked for, or the buffer lost its data: events may be missing");
        future = counter("future.events", "Events stamped further ahead of our clock than is believed");
        for (int reader = 0; reader < 2; reader++) {
            onlyOne.add(counter(
                    "single.source.events",
                    "Events that only this one of two sources delivered",
                    "source", Integer.toString(reader + 1)));
        }
        ingested = total("ingested", "Events that the buffer acknowledged");
        duplicates = total("duplicates", "Events dropped because the buffer had them already");
        appends = Timer.builder(PREFIX + "append")
                .description("From sending a batch to the buffer's acknowledgement")
                .serviceLevelObjectives(APPEND_STEPS)
                .register(registry);
        backPressure = pauses("back_pressure");
        memoryPause = pauses("memory");
        buffer = new BufferMetrics(registry, PREFIX);
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
                .description("How far the newest event in the buffer is behind the clock; NaN before the first")
                .register(registry);
        Gauge.builder(PREFIX + "clock.ahead.seconds", ahead, micros -> micros.get() / 1e6)
                .description("How far the newest time of the latest batch is ahead of our clock; negative behind it")
                .register(registry);
        Gauge.builder(PREFIX + "hand.over.events", this, metrics -> metrics.waiting())
                .description("Events received and not yet sent to the buffer")
                .register(registry);
        Gauge.builder(PREFIX + "connected.sources", this, metrics -> metrics.connected.getAsLong())
                .description("Servers that are being read")
                .register(registry);
    }

    private long waiting() {
        return aheadEvents.stream().mapToLong(IntSupplier::getAsInt).sum();
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

    /** Counts what a connection delivered, and forgets it there. */
    public void received(ReceivedCounts counts) {
        receivedBytes.increment((double) counts.takeBytes());
        // Most pairs of table and operation never occur, so a counter is made when it is needed.
        counts.take((table, operation, count) -> Objects.requireNonNull(events.get(table))
                .computeIfAbsent(operation, _ -> eventCounter(table, operation))
                .increment((double) count));
    }

    private Counter eventCounter(Table table, ReceivedCounts.Operation operation) {
        return counter(
                "events",
                "Events received, also those that the buffer had already",
                "table", table.label(),
                "operation", operation.label());
    }

    private void addMalformed(String reason) {
        malformed.put(reason, counter("malformed", "Messages kept aside, by reason", "reason", reason));
    }

    /** Counts an event, or a message of which nothing can be made, that is kept aside. */
    public void received(ReceivedEvent.Malformed message) {
        Objects.requireNonNull(malformed.get(message.reason())).increment();
    }

    /** Counts bytes that came out of a socket. */
    public void wireBytes(long bytes) {
        wireBytes.increment((double) bytes);
    }

    /** Counts that events may be missing. */
    public void gap() {
        gaps.increment();
    }

    /** Compares the times of events with our clock. */
    public void stamped(List<ReceivedEvent> batch, ClockLimit limit) {
        long now = limit.nowUs();
        long latest = limit.latestUs();
        long newestOfBatch = Long.MIN_VALUE;
        for (ReceivedEvent event : batch) {
            if (event instanceof ReceivedEvent.Valid valid) {
                newestOfBatch = Math.max(newestOfBatch, valid.header().timeUs());
                if (valid.header().timeUs() > latest) {
                    future.increment();
                }
            }
        }
        if (newestOfBatch != Long.MIN_VALUE) {
            ahead.set(newestOfBatch - now);
        }
    }

    /**
     * Counts what a server said about the stream.
     *
     * @param isGap whether the server had to leave something out
     */
    public void noticed(boolean isGap) {
        notices.increment();
        if (isGap) {
            gaps.increment();
        }
    }

    /**
     * Counts an event that only one of two sources delivered.
     *
     * @param reader the reader, from 0, whose source delivered what the other did not
     */
    public void onlyOneSource(int reader) {
        onlyOne.get(reader).increment();
    }

    /**
     * Tells the gauge of connected servers.
     *
     * @param sources tells how many servers are being read
     */
    public void connected(LongSupplier sources) {
        connected = sources;
    }

    /**
     * Begins to tell what is read ahead.
     *
     * @param events tells how many events a connection has read ahead, from now on
     */
    public void aheadBegun(IntSupplier events) {
        aheadEvents.add(events);
    }

    /** Ends {@link #aheadBegun}. */
    public void aheadEnded(IntSupplier events) {
        aheadEvents.remove(events);
    }

    /** Counts what the buffer acknowledged, so long after it was sent. */
    public void acknowledged(Appended appended, long nanos) {
        appends.record(nanos, TimeUnit.NANOSECONDS);
        ingested.addAndGet(appended.ingested());
        duplicates.addAndGet(appended.duplicates());
        keptAside.addAndGet(appended.malformed());
        newest.accumulateAndGet(appended.sourceCursor(), Math::max);
    }

    /** What this process has done so far. */
    public IngestSummary summary(Optional<ResumePoint> position) {
        return new IngestSummary(
                ingested.get(),
                duplicates.get(),
                keptAside.get(),
                position.map(ResumePoint::cursor).orElse(0L),
                position.map(ResumePoint::source).orElse(""));
    }

    /** Counts a connection that is over. */
    public void left(DisconnectCause cause) {
        reconnects.get(cause).increment();
    }

    /** What the buffer says of itself. */
    public BufferMetrics buffer() {
        return buffer;
    }

    /** Runs while the buffer is too slow for what comes in. */
    public PauseClock backPressure() {
        return backPressure;
    }

    /** Runs while the buffer is too full. */
    public PauseClock memoryPause() {
        return memoryPause;
    }
}
