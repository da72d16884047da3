package dev.skytrove.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.skytrove.feeds.Feed.Items;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TestFeedDefinitions {
    private static final Feed MOST_LIKED =
            new Feed("most-liked", Items.MOST_LIKED, Duration.ofHours(1), Duration.ofHours(24), 100, 10, Map.of());
    private static final Feed TRENDING = new Feed(
            "trending-hashtags", Items.TRENDING_HASHTAGS, Duration.ofHours(1), Duration.ofHours(24), 50, 10, Map.of());

    @TempDir
    private Path directory;

    @Test
    void twoFeedsShip() {
        assertThat(FeedDefinitions.load("")).containsExactly(MOST_LIKED, TRENDING);
    }

    @Test
    void fileAddsReplacesAndRemoves() throws IOException {
        List<Feed> feeds = load("""
                # A comment.
                climate:
                  items: posts
                  every: 30m
                  within: 7d
                  limit: 20
                  query: {text: climate change, username: [a.example], exact: true}
                trending-hashtags: false
                most-liked: {items: most-liked}
                """);

        assertThat(feeds).containsExactly(
                MOST_LIKED,
                new Feed("climate", Items.POSTS, Duration.ofMinutes(30), Duration.ofDays(7), 20, 10, Map.of(
                        "text", List.of("climate change"),
                        "username", List.of("a.example"),
                        "exact", List.of("true"))));
    }

    @Test
    void emptyFileAddsNothing() throws IOException {
        assertThat(load("")).containsExactly(MOST_LIKED, TRENDING);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "a: {items: nothing} | items is 'nothing', not one of posts, most-liked, trending-hashtags",
        "a: {} | items is 'null'",
        "a: 7 | a feed has fields",
        "a: {items: posts, evry: 1h} | there is no field 'evry'",
        "a: {items: posts, every: 1s} | every is '1s', not a duration such as 30m, 24h or 7d",
        "a: {items: posts, within: 0h} | within is '0h'",
        "a: {items: posts, limit: 0} | limit is '0', not a whole number from 1 to 500",
        "a: {items: posts, limit: many} | limit is 'many'",
        "a: {items: posts, min_authors: 0} | min_authors is '0'",
        "a: {items: posts, query: x} | query has the parameters of a search",
        "a: {items: posts, query: {nope: x}} | there is no parameter 'nope'",
        "a: {items: posts, query: {start: 2026-01-01}} | query has 'start', which the feed says by itself",
        "a: {items: most-liked, query: {text: x}} | only items: posts has a query",
        "A: {items: posts} | a name has up to 64 lower-case letters",
        "../a: {items: posts} | a name has up to 64",
        "latest: {items: posts} | the flush writes latest",
        "[] | is no list of feeds with their names",
        "a: [ | is no YAML",
        "a: !!java.net.URL [http://x] | is no YAML",
        "a: {items: posts, items: posts} | is no YAML"
    })
    void whatIsWrongIsSaid(String yaml, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> load(yaml))
                .withMessageContaining("SKYTROVE_FEEDS_FILE, " + directory)
                .withMessageContaining(message);
    }

    @Test
    void missingFileIsSaid() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeedDefinitions.load(directory + "/none.yml"))
                .withMessageContaining("none.yml, cannot be read");
    }

    @Test
    void i5FileWithoutEndIsNotReadToIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeedDefinitions.load("/dev/zero"))
                .withMessage("SKYTROVE_FEEDS_FILE, /dev/zero, has more than 1048576 bytes");
    }

    private List<Feed> load(String yaml) throws IOException {
        return FeedDefinitions.load(Files.writeString(directory.resolve("feeds.yml"), yaml).toString());
    }
}
