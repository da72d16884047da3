package dev.skytrove.flush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.skytrove.buffer.Queue;
import dev.skytrove.buffer.StreamId;
import dev.skytrove.buffer.redis.client.BufferKeys;
import dev.skytrove.lake.CrashPoint;
import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Table;
import io.lettuce.core.Range;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Events whose times cannot be. */
final class TestAbsurdTimes {
    private static final List<String> GOOD = Lines.mixed(0, 30, Duration.ofSeconds(30));
    private static final String LIKE =
            """
            {"did":"did:plc:a","time_us":TIME,"kind":"commit","commit":{"rev":"3rev","operation":"create",\
            "collection":"app.bsky.feed.like","rkey":"TIME","record":{"subject":{"uri":"at://b"}},"cid":"bafy"}}""";

    @Test
    void i1i3AbsurdTimesAreStoredUnderTheHourOfReceiptHoweverOftenTheyAreFlushed() {
        List<String> absurd = List.of(like(4_070_908_800_000_000L), like(0), like(946_684_800_000_000L));
        try (Stage stage = new Stage()) {
            stage.append(absurd);
            Instant received = Instant.ofEpochMilli(StreamId.parse(stage.commands()
                            .xrange(BufferKeys.queue(Queue.LIKES), Range.unbounded())
                            .getFirst()
                            .getId())
                    .milliseconds());
            String name = LakeFile.flushed(Table.LIKES, HourKey.of(received), 1).name();
            assertThatIllegalStateException().isThrownBy(() -> stage.job(stage.settings(1_000), TestAbsurdTimes::crash)
                    .run());
            assertThat(stage.lake().files()).containsExactly(name);
            stage.flush();

            assertThat(stage.lake().files()).containsExactly(name);
            assertThat(stage.lake().read().get("likes"))
                    .hasSize(3)
                    .allSatisfy(row -> assertThat(row.time("indexed_at")).isEqualTo(received));
        }
    }

    @Test
    void i1OneEventOfTheFutureLeavesTheOthersWhereTheyAre() {
        try (Stage stage = new Stage()) {
            stage.append(GOOD);
            stage.flush();
            List<String> before = stage.lake().files();
            stage.append(List.of(like(4_070_908_800_000_000L)));
            stage.flush();

            assertThat(stage.lake().files()).hasSize(before.size() + 1).containsAll(before);
            assertThat(stage.object("state/flush.json")).doesNotContain("4070908800000000");
        }
    }

    private static void crash(CrashPoint point) {
        if (point == FlushCrashPoint.FLUSH_FILES_PUT) {
            throw new IllegalStateException("as if it had crashed");
        }
    }

    private static String like(long timeUs) {
        return LIKE.replace("TIME", Long.toString(timeUs));
    }
}
