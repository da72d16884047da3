package dev.skytrove.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.testing.http.FunctionProcess;
import dev.skytrove.testing.http.ScenarioLake;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests with whatever parameters. {@code -Dskytrove.fuzz.requests} says how many, {@code -Dskytrove.fuzz.seed} which. */
final class TestFuzzedRequests {
    private static final int REQUESTS = Integer.getInteger("skytrove.fuzz.requests", 5_000);
    private static final long SEED = Long.getLong("skytrove.fuzz.seed", 20260704);
    private static final int AT_ONCE = 4;

    /** With a parameter, so that others can follow. */
    private static final List<String> PATHS = List.of(
            "/search?limit=5", "/search?limit=5", "/search?limit=5", "/search?text=fox", "/aggregate?top=5", "/aggregate?by=lang",
            "/counts?uri=at://did:plc:alice/app.bsky.feed.post/1", "/interactions?a=did:plc:alice", "/status?",
            "/xrpc/app.bsky.feed.searchPosts?q=fox", "/xrpc/app.bsky.feed.searchPostsV2?limit=5", "/xrpc/%00?", "/..%2f?");

    private static final List<String> NAMES = List.of(
            "text", "exact", "username", "not_username", "uri", "not_uri", "lang", "not_lang", "hashtag", "not_hashtag",
            "mention", "not_mention", "domain", "not_domain", "url", "not_url", "has", "not_has", "reply_to", "thread",
            "not_thread", "quotes", "label", "not_label", "sample", "start", "end", "sort", "limit", "cursor", "count",
            "fields", "incomplete", "seed", "regex", "not_regex", "feature_filters", "min_likes", "min_images", "snapshot", "by",
            "measures", "top", "min_count", "format", "tz", "a", "b", "q", "query", "since", "until", "author", "authors", "tag", "hashtags",
            "excludeAuthors", "domains", "languages", "hasMedia", "repliesOnly", "replyParentUri", "embeddedAtUris", "coverage");

    /** Some are values of some of them. */
    private static final List<String> VALUES = List.of(
            "", " ", "fox", "\"one two\"", "fox OR (sure -100)", "(", ")", "\"", "-", "--", "OR", "#two", "from:alice.example",
            "@", "since:-1h", "alice.example", "did:plc:alice", "*.example", "a,b,,c", ",", "at://did:plc:alice/x/1",
            "en", "en-GB,de", "example.org", "bücher.example", "xn--", "-a-.example", "image,alt", "true", "0", "1", "0.5", "1e9",
            "-7d", "now", "-99999w", "0001-01-01", "9999-12-31T23:59:59.999999999Z", "2026-07-04", "newest", "oldest", "uri,text",
            "'; DROP TABLE posts; --", "%", "_", "\0", "\n", "\u202e", "\ud83d\ude00", "日本", "\u200b", "\ufffd", "?", "$1", "\\",
            "AQAAAAAAAAABYXQ6Ly9kaWQ6cGxjOmEvYXBwLmJza3kuZmVlZC5wb3N0LzE", "a".repeat(600), "(".repeat(400), "-(".repeat(200),
            "\"\"", "not:an:operator", "allow", "refuse", "random", "top", "(?i)fox|[a-", "^\\S+ (x{2}){3}$", "score>=0.5",
            "20260705T120000Z", "20260704T000000Z", "hour,author", "week", "hashtag", "has,lang", "score:0.5", "count,authors,share",
            "score:avg,score:p50", "csv", "did:plc:bob", "*");

    /** The most memory that the process may ever have taken: that of a small JVM's heap, and of DuckDB. */
    private static final long MOST_MEBIBYTES = 900;

    @TempDir
    private Path directory;

    @Test
    void i6NoRequestMakesAnErrorOfOurs() throws Exception {
        ScenarioLake.write(directory.resolve("storage"));
        Map<Integer, Integer> statuses = new TreeMap<>();
        try (FunctionProcess function =
                        FunctionProcess.start(SearchMain.class, directory, directory.resolve("storage"), Map.of());
                ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<Integer>> answers = targets()
                    .map(target -> threads.submit(() -> status(function, target)))
                    .toList();
            for (Future<Integer> answer : answers) {
                statuses.merge(answer.get(), 1, Integer::sum);
            }
            assertThat(function.process().peakMebibytes()).isLessThan(MOST_MEBIBYTES);
        }

        // All are answered: what is well-formed, what is not, and what is nowhere.
        assertThat(statuses.keySet()).as("seed %s: %s", SEED, statuses).containsExactly(200, 400, 404);
        assertThat(statuses.get(200)).isGreaterThan(REQUESTS / 50);
    }

    private static int status(FunctionProcess function, String target) {
        int status = function.get(target).statusCode();
        assertThat(status).as(target).isLessThan(500);
        return status;
    }

    private static Stream<String> targets() {
        Random random = new Random(SEED);
        List<String> targets = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            StringBuilder target = new StringBuilder(any(random, PATHS));
            for (int parameters = random.nextInt(4); parameters > 0; parameters--) {
                String name = any(random, NAMES);
                String value = any(random, VALUES) + (random.nextInt(5) == 0 ? any(random, VALUES) : "");
                target.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
            targets.add(target.toString());
        }
        return targets.stream();
    }

    private static String any(Random random, List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}
