package dev.skytrove.flush;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.DataSize;
import dev.skytrove.testing.model.ExpectedLake;
import dev.skytrove.testing.model.LakeComparison;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Events far beyond the sizes that the network's rules allow. */
final class TestOversized {
    private static final String FILLER = "\"filler\":\"" + "\\u0001".repeat(20_000) + "\"";

    @Test
    void i1OversizedEventsOfAnyTableAreKeptWhole() {
        List<String> lines = new ArrayList<>(Lines.mixed(0, 90, Duration.ofSeconds(30)));
        int number = 1_000;
        for (String collection : List.of("feed.post", "feed.like", "feed.repost", "graph.follow", "graph.block",
                "actor.profile", "other")) {
            lines.add(Lines.create(number++, "app.bsky." + collection, FILLER, Lines.START));
        }
        String account = "{\"did\":\"did:plc:i5\",\"time_us\":1783175888085434,\"kind\":\"account\",\"account\":"
                + "{\"active\":false,\"seq\":9000,\"status\":\"deleted\"," + FILLER + "}}";
        lines.add(account);
        lines.add(account.replace("\"deleted\"", "\"" + "x".repeat(3_000) + "\"").replace("9000", "9001"));
        lines.add(Lines.delete("app.bsky.feed.post", 0, Lines.START).replace("\"commit\":{", "\"commit\":{" + FILLER + ","));
        lines.add("{\"time_us\":1783175888085434,\"kind\":\"novel\"," + FILLER + "}");
        try (Stage stage = new Stage()) {
            stage.append(lines);
            FlushSummary summary = stage.flush();

            assertThat(summary.tables()).containsEntry("oversized", 10L).containsEntry("accounts", 12L);
            LakeComparison.assertSame(ExpectedLake.of(lines.stream()), stage.lake());
        }
    }

    /** In Redis these are next to nothing. */
    @Test
    void i5BatchesAreBoundedUnpacked() {
        List<String> lines = new ArrayList<>();
        for (int n = 0; n < 60; n++) {
            lines.add(Lines.post(n, "\\u0001".repeat(50_000), Lines.START));
        }
        try (Stage stage = new Stage()) {
            stage.append(lines);
            FlushSummary summary = stage.flush(new FlushConfig.Settings(
                    200_000, DataSize.ofMebibytes(4), 3, 500, stage.workDir().toString(), Duration.ofSeconds(10),
                    Duration.ofSeconds(10)));

            assertThat(summary.batches()).isBetween(5, 8);
            LakeComparison.assertSame(ExpectedLake.of(lines.stream()), stage.lake());
            assertThat(stage.queued()).isZero();
        }
    }

    /** The feed shows what its author says now, or nothing. */
    @Test
    void i4OversizedUpdateHidesThePostFromTheFeed() {
        try (Stage stage = new Stage()) {
            stage.append(List.of(
                    Lines.post(1, "old", Lines.START),
                    Lines.post(2, "other", Lines.START),
                    Lines.updatedPost(1, 5, "x".repeat(70_000), Lines.START)));
            stage.flush();

            assertThat(stage.object("feeds/latest/latest.jsonl")).contains("\"other\"").doesNotContain("\"old\"");
        }
    }
}
