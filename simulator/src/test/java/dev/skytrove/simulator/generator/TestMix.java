package dev.skytrove.simulator.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.skytrove.simulator.history.EventHeader;
import dev.skytrove.simulator.history.EventReader;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TestMix {
    private static final int SIZE = 200_000;
    private static final Instant START = Instant.parse("2024-11-21T16:25:49Z");

    /** What its first million events were, of 2024-11-21. */
    @Test
    void mixOf2024IsThatOfJsonBench() {
        Map<String, Integer> shares = sharesPerMillion(Mix.Y2024);

        close(shares, "app.bsky.feed.like", 448_944);
        close(shares, "app.bsky.graph.follow", 360_374);
        close(shares, "app.bsky.feed.post", 90_816);
        close(shares, "app.bsky.feed.repost", 58_540);
        close(shares, "app.bsky.graph.block", 14_040);
        close(shares, "app.bsky.actor.profile", 11_762);
        close(shares, "app.bsky.graph.listitem", 8_103);
        close(shares, "", 5_328);
    }

    @Test
    void mixOf2026IsThatOfTheRecording() {
        Map<String, Integer> shares = sharesPerMillion(Mix.Y2026);

        // Beside the creates that were recorded there are deletes.
        close(shares, "app.bsky.feed.like", 705_000);
        close(shares, "app.bsky.feed.post", 118_000);
        close(shares, "app.bsky.feed.repost", 102_000);
        close(shares, "app.bsky.graph.follow", 41_000);
        close(shares, "", 11_000);
    }

    @ParameterizedTest
    @CsvSource({"2024, 1000000, 813", "2026, 60000, 100"})
    void paceIsThatOfItsYear(String year, long events, long seconds) {
        Mix mix = Mix.named(year).orElseThrow();

        assertThat(mix.span(events)).isCloseTo(Duration.ofSeconds(seconds), Duration.ofMillis(500));
        GeneratedHistory history = GeneratedHistory.of(mix, 1, events, START);
        long last = new EventHeader.Parser().parse(history.reader().read(events - 1)).timeUs();
        assertThat(Instant.EPOCH.plusNanos(last * 1000))
                .isCloseTo(START.plusSeconds(seconds), within(Duration.ofSeconds(1)));
    }

    @Test
    void otherYearsAreUnknown() {
        assertThat(Mix.named("2025")).isEmpty();
        assertThat(Mix.names()).isEqualTo("2024 or 2026");
    }

    private static Map<String, Integer> sharesPerMillion(Mix mix) {
        EventReader reader = GeneratedHistory.of(mix, 1, SIZE, START).reader();
        EventHeader.Parser parser = new EventHeader.Parser();
        Map<String, Integer> shares = new HashMap<>();
        for (int index = 0; index < SIZE; index++) {
            shares.merge(parser.parse(reader.read(index)).collection(), 1_000_000 / SIZE, Integer::sum);
        }
        return shares;
    }

    /** Within four standard deviations of a count of so many events. */
    private static void close(Map<String, Integer> shares, String collection, int perMillion) {
        double share = perMillion / 1e6;
        double chance = 4e6 * Math.sqrt(share * (1 - share) / SIZE);
        assertThat(shares.get(collection).doubleValue()).as(collection).isCloseTo(perMillion, within(chance));
    }
}
