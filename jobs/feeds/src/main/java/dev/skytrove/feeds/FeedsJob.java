package dev.skytrove.feeds;

import dev.skytrove.jobs.StoreFailures;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.runtime.Job;
import dev.skytrove.runtime.JobResult;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Writes the feeds that are due. */
@Singleton
final class FeedsJob implements Job {
    /** A timer is never exact, and a run takes its time. */
    private static final Duration EARLY = Duration.ofMinutes(5);

    private final List<Feed> feeds;
    private final FeedWriter writer;
    private final ObjectStore store;
    private final Clock clock;

    FeedsJob(FeedsConfig config, FeedWriter writer, ObjectStore store, Clock clock) {
        this.feeds = FeedDefinitions.load(config.file());
        this.writer = writer;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public JobResult run() {
        FeedsSummary summary = StoreFailures.told(() -> writer.write(feeds.stream().filter(this::isDue).toList()));
        return new JobResult.Done(
                summary,
                Map.of("feeds", (long) summary.feeds().size(), "rows", summary.lines(), "bytes", summary.bytes()));
    }

    private boolean isDue(Feed feed) {
        Instant before = clock.instant().minus(feed.every()).plus(EARLY);
        return new FeedFolder(store, feed.name()).writtenAt().map(written -> !written.isAfter(before)).orElse(true);
    }
}
