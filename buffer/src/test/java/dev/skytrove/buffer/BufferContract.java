package dev.skytrove.buffer;

import static dev.skytrove.buffer.Events.HOST;
import static dev.skytrove.buffer.Events.events;
import static dev.skytrove.buffer.Events.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.coverage.Certificate;
import dev.skytrove.lake.coverage.Span;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What ingestor and flush rely on, whichever server the {@link Buffer} is. What an implementation does when its server
 * dies, is full or is damaged is for tests of its own.
 */
public abstract class BufferContract {
    private static final Instant NOW = Instant.parse("2026-07-04T14:38:08.123Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<AutoCloseable> opened = new ArrayList<>();
    private Buffer buffer;

    /** A buffer whose server is empty; each test has one of its own. */
    protected abstract Buffer openEmpty();

    @BeforeEach
    void open() {
        buffer = openEmpty();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened.reversed()) {
            each.close();
        }
        buffer.close();
    }

    @Test
    void emptyServerHasNothing() {
        EventSink sink = sink();
        assertThat(sink.resumePoint()).isEmpty();
        assertThat(sink.sourceCursors()).isEmpty();
        assertThat(sink.isEmptied()).isFalse();
        assertThat(sink.append(List.of(), HOST).join()).isEqualTo(new Appended(0, 0, 0, 0, 0));

        BatchSource batches = batches();
        assertThat(batches.recorded()).isEmpty();
        assertThat(batches.planOrResume(CLOCK, limits(10), () -> 7)).isEmpty();
    }

    @Test
    void i1EventsComeOutAsTheyWentIn() {
        EventSink sink = sink();
        List<ReceivedEvent> both = Stream.concat(events(Queue.POSTS, 1, 40).stream(), events(Queue.DELETES, 40, 43).stream())
                .toList();
        assertThat(sink.append(both, HOST).join()).isEqualTo(new Appended(42, 0, 0, 42, 42));
        assertThat(sink.queues().join().get(Queue.POSTS).events()).isEqualTo(39);

        BatchSource batches = batches();
        BatchPlan plan = plan(batches, 100);
        assertThat(plan.plannedAt()).isEqualTo(Instant.parse("2026-07-04T14:38:08Z"));
        assertThat(plan.complete()).isTrue();
        assertThat(plan.resumePoint()).contains(new ResumePoint(42, HOST));
        assertThat(plan.ranges().keySet()).containsExactly(Queue.DELETES, Queue.POSTS);
        batches.awaitOnDisk();
        for (int i = 0; i < 2; i++) {
            assertThat(read(batches, plan, Queue.POSTS)).isEqualTo(texts(Queue.POSTS, 1, 40));
            assertThat(read(batches, plan, Queue.DELETES)).isEqualTo(texts(Queue.DELETES, 40, 43));
            assertThat(read(batches, plan, Queue.LIKES)).isEmpty();
        }
        batches.commit(plan, CLOCK, new RejectedEntries());
        assertThat(batches.planOrResume(CLOCK, limits(100), () -> 7)).isEmpty();
        assertThat(sink.queues().join().get(Queue.POSTS)).isEqualTo(new QueueSize(0, 0));
    }

    @Test
    void everyQueueIsToldAndPlannedInTheirOrder() {
        EventSink sink = sink();
        for (Queue queue : List.of(Queue.values()).reversed()) {
            sink.append(events(queue, 1, 3), HOST).join();
        }
        assertThat(sink.queues().join().keySet()).containsExactly(Queue.values());

        BatchSource batches = batches();
        BatchPlan plan = plan(batches, 100);
        assertThat(plan.ranges().keySet()).containsExactly(Queue.values());
        for (Queue queue : Queue.values()) {
            assertThat(read(batches, plan, queue)).isEqualTo(texts(queue, 1, 3));
        }
    }

    @Test
    void i1NextSinkBeginsWhereTheLastOneEnded() {
        sink().append(events(Queue.POSTS, 5, 9), HOST, OptionalLong.of(77)).join();
        closeAll();

        EventSink next = sink();
        assertThat(next.resumePoint()).contains(new ResumePoint(8, HOST));
        assertThat(next.sourceCursors()).containsEntry(HOST, 8L);
        assertThat(next.sourceSequences()).containsEntry(HOST, 77L);
    }

    /** The cursor waits for the source that has come least far, until that one is left. */
    @Test
    void i1CursorWaitsForTheSlowestSource() {
        EventSink sink = sink();
        sink.append(events(Queue.POSTS, 5, 6), "slow.example").join();
        assertThat(sink.append(events(Queue.POSTS, 50, 51), HOST).join().cursor()).isEqualTo(5);
        sink.leave("slow.example");
        assertThat(sink.append(events(Queue.POSTS, 60, 61), HOST).join().cursor()).isEqualTo(60);
    }

    @Test
    void i2DuplicatesAreDroppedAlsoByTheNextSink() {
        EventSink sink = sink();
        sink.append(events(Queue.POSTS, 1, 10), HOST).join();
        assertThat(sink.append(events(Queue.POSTS, 5, 12), HOST).join()).isEqualTo(new Appended(2, 5, 0, 11, 11));
        closeAll();

        EventSink next = sink();
        assertThat(next.fingerprintKey()).isEqualTo(sink.fingerprintKey());
        assertThat(next.append(events(Queue.POSTS, 1, 13), HOST).join()).isEqualTo(new Appended(1, 11, 0, 12, 12));
        BatchSource batches = batches();
        assertThat(read(batches, plan(batches, 100), Queue.POSTS)).isEqualTo(texts(Queue.POSTS, 1, 13));
    }

    @Test
    void i2EventsOfTheLakeAreRecognisedAlsoByTheNextSink() {
        long[] known = events(Queue.POSTS, 1, 4).stream()
                .mapToLong(event -> ((ReceivedEvent.Valid) event).header().fingerprint())
                .toArray();
        sink().recognise(known).join();
        closeAll();
        assertThat(sink().append(events(Queue.POSTS, 3, 6), HOST).join()).isEqualTo(new Appended(2, 1, 0, 5, 5));
    }

    @Test
    void i2SecondSinkIsRefusedWhileTheFirstIsThere() {
        EventSink first = sink();
        assertThatExceptionOfType(BufferHeldException.class).isThrownBy(this::sink);
        assertThat(first.append(events(Queue.POSTS, 1, 2), HOST).join().ingested()).isEqualTo(1);
        closeAll();
        sink();
    }

    @Test
    void i3RecordedPlanIsCarriedOutBeforeAnother() {
        EventSink sink = sink();
        sink.append(events(Queue.POSTS, 1, 10), HOST).join();
        BatchPlan plan = plan(batches(), 100);
        closeAll();
        sink().append(Stream.concat(events(Queue.POSTS, 10, 20).stream(), events(Queue.LIKES, 20, 25).stream()).toList(), HOST)
                .join();

        BatchSource next = batches();
        assertThat(next.recorded()).contains(plan);
        assertThat(plan(next, 100)).isEqualTo(plan);
        assertThat(read(next, plan, Queue.POSTS)).isEqualTo(texts(Queue.POSTS, 1, 10));
        next.commit(plan, CLOCK, new RejectedEntries());

        BatchPlan second = plan(next, 100);
        assertThat(second.batch()).isGreaterThan(plan.batch());
        assertThat(second.plannedAt()).isAfter(plan.plannedAt());
        assertThat(read(next, second, Queue.POSTS)).isEqualTo(texts(Queue.POSTS, 10, 20));
        assertThat(read(next, second, Queue.LIKES)).isEqualTo(texts(Queue.LIKES, 20, 25));
    }

    @Test
    void i1FirstBatchIsBehindThoseOfTheLakeAndHasAsMuchAsItMay() {
        EventSink sink = sink();
        for (long first = 0; first < 60; first += 10) {
            sink.append(events(Queue.POSTS, first, first + 10), HOST).join();
        }
        BatchSource batches = batches();
        List<String> all = new ArrayList<>();
        List<Long> numbers = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            BatchPlan plan = plan(batches, 20);
            numbers.add(plan.batch());
            all.addAll(read(batches, plan, Queue.POSTS));
            assertThat(plan.complete()).isEqualTo(i == 3);
            batches.commit(plan, CLOCK, new RejectedEntries());
        }
        assertThat(numbers).containsExactly(8L, 9L, 10L);
        assertThat(all).isEqualTo(texts(Queue.POSTS, 0, 60));
    }

    @Test
    void i3PlanThatFailsIsSplitUntilOneEntryIsLeft() {
        EventSink sink = sink();
        for (int i = 0; i < 4; i++) {
            sink.append(events(Queue.POSTS, i, i + 1), HOST).join();
        }
        BatchSource batches = batches();
        BatchPlan plan = plan(batches, 100);
        assertThat(batches.begin(plan)).isEqualTo(1);
        assertThat(batches.begin(plan)).isEqualTo(2);
        assertThat(batches.single(plan)).isEmpty();
        batches.reached(plan, Queue.POSTS);
        batches.split(plan);
        BatchPlan half = plan(batches, 100);
        assertThat(read(batches, half, Queue.POSTS)).isEqualTo(texts(Queue.POSTS, 0, 2));
        batches.reached(half, Queue.POSTS);
        batches.split(half);
        BatchPlan one = plan(batches, 100);
        assertThat(batches.single(one)).contains(Queue.POSTS);
        assertThat(read(batches, one, Queue.POSTS)).isEqualTo(texts(Queue.POSTS, 0, 1));

        assertThat(batches.givenUp(plan.plannedAt())).containsExactlyInAnyOrder(plan.batch(), half.batch());
        assertThat(batches.givenUp(half.plannedAt().plusSeconds(1))).isEmpty();
        assertThat(batches.givenUp(plan.plannedAt())).as("they are forgotten").isEmpty();
    }

    @Test
    void i3LeaseIsHeldByOne() {
        LeaseAttempt first = buffer.tryLease(PATIENCE);
        assertThat(first).isInstanceOf(LeaseAttempt.Acquired.class);
        assertThat(buffer.tryLease(PATIENCE)).isInstanceOf(LeaseAttempt.HeldByOther.class);
        ((LeaseAttempt.Acquired) first).lease().close();
        assertThat(buffer.tryLease(PATIENCE)).isInstanceOf(LeaseAttempt.Acquired.class);
    }

    /** Whoever lost the lease changes nothing. */
    @Test
    void i3CommitWithoutTheLeaseIsRefused() {
        sink().append(events(Queue.POSTS, 1, 3), HOST).join();
        FlushLease lost = lease();
        BatchSource batches = buffer.openBatches(lost, PATIENCE);
        opened.add(batches);
        BatchPlan plan = plan(batches, 100);
        lost.close();
        BatchSource next = batches();

        assertThatExceptionOfType(LeaseLostException.class)
                .isThrownBy(() -> batches.commit(plan, CLOCK, new RejectedEntries()));
        assertThat(next.recorded()).contains(plan);
    }

    @Test
    void whatWasReadComesOutWithTheEvents() {
        HourKey hour = HourKey.of(NOW);
        long start = hour.start().getEpochSecond() * 1_000_000;
        CoverageNote note = new CoverageNote(
                "c-1", "all", List.of(new Span(HOST, "c-1", start, start + 9)), List.of(), start + 9, "");
        sink().append(events(Queue.POSTS, start, start + 10), HOST, OptionalLong.empty(), Optional.of(note)).join();

        BatchSource batches = batches();
        BatchPlan plan = plan(batches, 100);
        List<Certificate> read = batches.coverage();
        assertThat(read).singleElement().satisfies(one -> {
            assertThat(one.hour()).isEqualTo(hour);
            assertThat(one.ingested()).isEqualTo(10);
            assertThat(one.spans()).containsExactly(new Span(HOST, "c-1", start, start + 9));
        });
        assertThat(batches.coverage()).isEqualTo(read);
        batches.commit(plan, CLOCK, new RejectedEntries());
        assertThat(batches.coverage()).isEmpty();
    }

    @Test
    void peekShowsBothEndsAndChangesNothing() {
        sink().append(events(Queue.POSTS, 1, 10), HOST).join();
        QueuePeek peek = buffer.openPeek(PATIENCE);
        opened.add(peek);
        List<String> shown = new ArrayList<>();

        assertThat(peek.overview(Queue.POSTS).events()).isEqualTo(9);
        assertThat(peek.oldest(Queue.POSTS, 2, event -> shown.add(text(event)))).isEqualTo(2);
        assertThat(peek.newest(Queue.POSTS, 2, event -> shown.add(text(event)))).isEqualTo(2);
        assertThat(shown).containsExactly("posts 1", "posts 2", "posts 8", "posts 9");
        BatchSource batches = batches();
        assertThat(read(batches, plan(batches, 100), Queue.POSTS)).hasSize(9);
    }

    private EventSink sink() {
        AppenderClaim claim = new AppenderClaim("a test", Duration.ofSeconds(5));
        EventSink sink = buffer.openSink(AppenderConfig.defaults(), ClockLimit.system(), claim);
        opened.add(sink);
        return sink;
    }

    private FlushLease lease() {
        FlushLease lease = ((LeaseAttempt.Acquired) buffer.tryLease(PATIENCE)).lease();
        opened.add(lease);
        return lease;
    }

    private BatchSource batches() {
        BatchSource batches = buffer.openBatches(lease(), PATIENCE);
        opened.add(batches);
        return batches;
    }

    private void closeAll() {
        for (AutoCloseable each : opened.reversed()) {
            switch (each) {
                case EventSink sink -> sink.close();
                case FlushLease lease -> lease.close();
                case BatchSource batches -> batches.close();
                default -> throw new IllegalStateException("not closed: " + each);
            }
        }
        opened.clear();
    }

    private static BatchPlan plan(BatchSource batches, int events) {
        return batches.planOrResume(CLOCK, limits(events), () -> 7).orElseThrow();
    }

    private static BatchLimits limits(int events) {
        return new BatchLimits(events, DataSize.ofMebibytes(64), 3);
    }

    private static List<String> read(BatchSource batches, BatchPlan plan, Queue queue) {
        List<String> texts = new ArrayList<>();
        batches.read(plan, queue, entry -> texts.add(text(entry.raw())));
        return texts;
    }

    private static String text(byte[] event) {
        return new String(event, StandardCharsets.UTF_8);
    }
}
