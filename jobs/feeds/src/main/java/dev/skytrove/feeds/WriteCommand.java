package dev.skytrove.feeds;

import dev.skytrove.jobs.StoreFailures;
import dev.skytrove.runtime.Output;
import dev.skytrove.runtime.Subcommand;
import dev.skytrove.runtime.UsageException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.ParseResult;

/** Writes feeds by their names, due or not. */
@Singleton
final class WriteCommand implements Subcommand {
    static final String NAME = "write";

    private final List<Feed> feeds;
    private final FeedWriter writer;

    WriteCommand(FeedsConfig config, FeedWriter writer) {
        this.feeds = FeedDefinitions.load(config.file());
        this.writer = writer;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Object run(ParseResult arguments, Output output) {
        List<String> names = arguments.matchedPositionalValue(0, List.of());
        List<Feed> named = names.stream().distinct().map(this::named).toList();
        return StoreFailures.told(() -> writer.write(named));
    }

    private Feed named(String name) {
        return feeds.stream().filter(feed -> feed.name().equals(name)).findFirst().orElseThrow(() -> new UsageException(
                "there is no feed '" + name + "'; there are "
                        + feeds.stream().map(Feed::name).collect(Collectors.joining(", "))));
    }
}
