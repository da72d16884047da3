package dev.skytrove.ingestor.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.buffer.ReceivedEvent;
import dev.skytrove.lake.ByteSlice;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.event.EventHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class TestSourceComparison {
    private static final int HORIZON = 64;

    private final List<Integer> told = new ArrayList<>();
    private final SourceComparison coverage = new SourceComparison(HORIZON, told::add);

    @Test
    void tellsWhatOneSourceAloneDelivered() {
        coverage.connected(0);
        coverage.connected(1);
        Random random = new Random(1);
        int expected = 0;
        for (long i = 0; i < 10_000; i++) {
            boolean dropped = random.nextInt(10) == 0 && i < 10_000 - HORIZON;
            deliver(0, i);
            if (dropped) {
                expected++;
            } else {
                deliver(1, i);
            }
        }

        assertThat(expected).isPositive();
        assertThat(told).hasSize(expected).containsOnly(0);
    }

    @Test
    void sourceThatIsBehindHasTimeToCatchUp() {
        coverage.connected(0);
        coverage.connected(1);
        deliver(0, LongStream.range(0, HORIZON).toArray());
        deliver(1, LongStream.range(0, HORIZON).toArray());
        deliver(0, LongStream.range(HORIZON, 2 * HORIZON).toArray());

        assertThat(told).isEmpty();
    }

    @Test
    void nothingIsToldOfASourceThatWasNotConnected() {
        coverage.connected(0);
        deliver(0, LongStream.range(0, HORIZON).toArray());
        coverage.connected(1);
        deliver(0, LongStream.range(HORIZON, 2 * HORIZON).toArray());
        assertThat(told).isEmpty();

        deliver(0, LongStream.range(2 * HORIZON, 3 * HORIZON).toArray());
        assertThat(told).hasSize(HORIZON).containsOnly(0);

        coverage.disconnected(1);
        deliver(0, LongStream.range(3 * HORIZON, 4 * HORIZON).toArray());
        assertThat(told).hasSize(HORIZON);
    }

    @Test
    void repetitionByTheSameSourceIsNoConfirmation() {
        coverage.connected(0);
        coverage.connected(1);
        deliver(1, 7, 7, 7);
        deliver(0, LongStream.range(100, 100 + HORIZON).toArray());
        deliver(1, LongStream.range(100, 100 + HORIZON).toArray());

        assertThat(told).containsExactly(1);
    }

    private void deliver(int source, long... fingerprints) {
        coverage.delivered(source, LongStream.of(fingerprints).mapToObj(TestSourceComparison::event).toList());
    }

    private static ReceivedEvent event(long fingerprint) {
        EventHeader header = new EventHeader(Table.POSTS, 1, "create", fingerprint);
        return new ReceivedEvent.Valid(ByteSlice.of(new byte[0]), header);
    }
}
