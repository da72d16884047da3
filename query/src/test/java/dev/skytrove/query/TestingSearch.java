package dev.skytrove.query;

import dev.skytrove.lake.DataSize;
import dev.skytrove.query.criteria.Condition;
import dev.skytrove.query.criteria.CriteriaParser;
import dev.skytrove.query.criteria.SearchCriteria;
import dev.skytrove.query.files.CacheSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Searches with settings that suit tests. */
final class TestingSearch {
    private TestingSearch() {}

    static PostSearch open(Path storage, Path cache) {
        return PostSearch.open(settings(cache), "file://" + storage, Map.of(), Clock.systemUTC());
    }

    static QuerySettings settings(Path cache) {
        return new QuerySettings(
                new CacheSettings(cache, DataSize.ofMebibytes(64), 4),
                DataSize.ofMebibytes(128),
                2,
                DataSize.ofMebibytes(256),
                2,
                2,
                Duration.ofSeconds(30),
                Duration.ofSeconds(30));
    }

    /** The folded words that posts must have, if they must have nothing else. */
    static List<String> needles(Condition condition) {
        return switch (condition) {
            case Condition.Text text -> List.of(text.needle());
            case Condition.All all ->
                all.conditions().stream().flatMap(part -> needles(part).stream()).toList();
            default -> throw new IllegalArgumentException("not of words alone: " + condition);
        };
    }

    /** What a request with these parameters asks for: names and values by turns. */
    static SearchCriteria criteria(String... parameters) {
        Map<String, List<String>> map = new HashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            map.put(parameters[i], List.of(parameters[i + 1]));
        }
        return CriteriaParser.ofPages(Clock.systemUTC(), 50, 1_000_000).parse(map);
    }
}
