package dev.skytrove.feeds;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.skytrove.jobs.StoreFailures;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.runtime.Output;
import dev.skytrove.runtime.Subcommand;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.ParseResult;

/** Prints the feeds. */
@Singleton
final class ListCommand implements Subcommand {
    static final String NAME = "list";

    private final List<Feed> feeds;
    private final ObjectStore store;

    ListCommand(FeedsConfig config, ObjectStore store) {
        this.feeds = FeedDefinitions.load(config.file());
        this.store = store;
    }

    /**
     * A line for each.
     *
     * @param feed its name
     * @param items what its lines are
     * @param every how often it is written, ISO 8601
     * @param writtenAt when it was written last; null if it never was
     */
    @Serdeable
    record Line(String feed, String items, String every, @JsonProperty("written_at") String writtenAt) {}

    /** The last line. */
    @Serdeable
    record Summary(long feeds) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Object run(ParseResult arguments, Output output) {
        return StoreFailures.told(() -> {
            for (Feed feed : feeds) {
                String written =
                        new FeedFolder(store, feed.name()).writtenAt().map(Instant::toString).orElse(null);
                output.print(new Line(feed.name(), feed.items().label(), feed.every().toString(), written));
            }
            return new Summary(feeds.size());
        });
    }
}
