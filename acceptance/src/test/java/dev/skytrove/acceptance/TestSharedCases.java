package dev.skytrove.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skytrove.testing.ProjectPaths;
import dev.skytrove.testing.client.Simulator;
import dev.skytrove.testing.http.RawRequest;
import dev.skytrove.testing.model.ExpectedLake;
import dev.skytrove.testing.model.ExpectedSearch;
import dev.skytrove.testing.model.LakeComparison;
import dev.skytrove.testing.model.Row;
import dev.skytrove.testing.model.SearchRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Events that neighbouring systems were reported to fail on, from all files that are there, through all processes: in
 * the order in which they lie there, and shuffled. Beside the model, what must come of them is written here by hand.
 */
@Timeout(300)
final class TestSharedCases {
    private static final List<String> FILES = List.of(
            "01-rkeys", "01b-keys-outside-syntax", "02-seq-reset", "03-inactive-no-status", "04-handles",
            "05-escaped-emoji-names", "06-depth", "07-numbers", "08-search-words", "09-hashtags", "10-csv-cells",
            "11-created-at", "12-local-time", "13-same-created-at");

    /** How many of the posts of {@code 08-search-words} a word finds, counted by hand. */
    private static final Map<String, Integer> FOUND = Map.of(
            "CAFE\u0301", 2, "cafe", 0, "ｶﾞﾝﾀﾞﾑ", 3, "bluesky", 1, "strasse", 3, "ΟΔΌΣ", 2, "unbroken", 1,
            "blue", 2, "donʼt", 2, "finance", 1);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(longs = {0, 1})
    void i4AllIsStoredAndFoundAsItShouldBe(long seed) throws IOException {
        Processes.assumeBuilt("simulator", "ingestor", "flush", "search");
        List<String> lines = lines();
        if (seed > 0) {
            Collections.shuffle(lines, new Random(seed));
        }
        Path recording = Files.write(directory.resolve("cases.jsonl"), lines);
        ExpectedLake expected = ExpectedLake.of(lines.stream());
        assertThat(expected.malformed()).isZero();
        assertThat(expected.duplicates()).isZero();
        try (Pipeline pipeline = new Pipeline(directory, Storage.file(directory.resolve("storage")));
                Simulator simulator = Simulators.replaying(directory, recording)) {
            pipeline.startIngestor(simulator);
            pipeline.awaitIngested(lines.size());
            pipeline.flush();

            LakeComparison.assertSame(expected, pipeline.lake());
            SearchClient client = new SearchClient(pipeline.startFunction("search"));
            assertAllIsFound(new ExpectedSearch(expected), client);
            assertOutcomes(client);
            SearchClient export = new SearchClient(pipeline.startFunction("export"));
            assertRequests(URI.create(client.url()), URI.create(export.url()));
            assertCells(export);
        }
    }

    private static List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String name : FILES) {
            Path file = ProjectPaths.find().shared().resolve("cases/" + name + ".jsonl");
            Assumptions.assumeTrue(Files.exists(file), () -> "needs " + file);
            lines.addAll(Files.readAllLines(file));
        }
        return lines;
    }

    private static void assertAllIsFound(ExpectedSearch expected, SearchClient client) {
        for (int limit : new int[] {1000, 7}) {
            assertThat(client.all(SearchRequest.ALL, limit)).extracting(post -> post.path("uri").asText())
                    .isEqualTo(expected.visible().stream().map((Row post) -> post.text("uri")).toList());
        }
    }

    private static void assertOutcomes(SearchClient client) {
        assertThat(texts(client, SearchRequest.ALL.words("rkeycase"))).hasSize(12);
        assertThat(texts(client, SearchRequest.ALL.words("oddkey"))).hasSize(11);
        assertThat(texts(client, SearchRequest.ALL.words("searchcase"))).hasSize(31);
        FOUND.forEach((word, count) ->
                assertThat(texts(client, SearchRequest.ALL.words("searchcase " + word))).as(word).hasSize(count));
        assertThat(texts(client, SearchRequest.ALL.words("seqreset"))).containsExactly("seqreset account is back");
        assertThat(texts(client, SearchRequest.ALL.by("new-name.example"))).containsExactly("seqreset account is back");
        assertThat(texts(client, SearchRequest.ALL.words("inactivecase")))
                .containsExactly("inactivecase active but takendown");
        assertHandles(client);
        assertThat(texts(client, SearchRequest.ALL.words("namecase"))).hasSize(3);
        assertThat(texts(client, SearchRequest.ALL.words("depthcase"))).hasSize(5);
        assertThat(texts(client, SearchRequest.ALL.words("numcase"))).containsExactly("numcase later text wins");
        assertHashtags(client);
        assertThat(texts(client, SearchRequest.ALL.words("timecase"))).hasSize(53);
        assertThat(texts(client, SearchRequest.ALL.words("zonecase"))).hasSize(3);
        assertThat(texts(client, SearchRequest.ALL.words("samecase"))).hasSize(120);
    }

    /** Those of {@code 22-http.sh}: bytes of a request line, and HTTP as some clients speak it. */
    private static void assertRequests(URI search, URI export) throws IOException {
        assertThat(ask(search, "GET", "text=Café", StandardCharsets.UTF_8)).contains("\"count\":2,");
        assertThat(ask(search, "GET", "text=Caf%C3%A9", StandardCharsets.UTF_8)).contains("\"count\":2,");
        for (String latin : List.of("text=Caf%E9", "text=Café")) {
            assertThat(ask(search, "GET", latin, StandardCharsets.ISO_8859_1))
                    .startsWith("HTTP/1.1 400")
                    .contains("UTF-8");
        }
        assertThat(ask(search, "GET", "text=samecase;", StandardCharsets.UTF_8)).contains("\"count\":0,");
        assertThat(ask(search, "GET", "text=semi;colon", StandardCharsets.UTF_8)).contains("\"count\":1,");
        assertThat(ask(search, "GET", "text=;&limit=1000", StandardCharsets.UTF_8))
                .contains("\"text\":\"semi;colon\"")
                .doesNotContain("samecase");
        assertThat(ask(search, "HEAD", "text=samecase", StandardCharsets.UTF_8))
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("\ncontent-type: application/json")
                .containsIgnoringCase("\ncontent-length: ");
        assertThat(RawRequest.exchange(export.getPort(), "GET /export?text=samecase&limit=1 HTTP/1.0\r\n\r\n"))
                .doesNotContainIgnoringCase("transfer-encoding")
                .contains("\r\n\r\nuri,url,");
    }

    /** What spreadsheets might run has an apostrophe before it, and nothing else is changed. */
    private static void assertCells(SearchClient export) {
        List<List<String>> rows = export.export(SearchRequest.ALL);
        int text = rows.getFirst().indexOf("text");
        assertThat(rows).extracting(row -> row.get(text)).contains(
                "'\n=1+1", "'\n\n@SUM(1)", "'＝HYPERLINK(\"https://x.example\")", "'＋1", "'－1", "'＠x", " =1+1",
                "'=cmd|' /C calc'!A0", "line one\nline two", "crlf\r\ninside", "semi;colon", "quote \" in the middle",
                "'quoted", "'-- sql", "0123", "NULL", "a\u000bb\u000cc");
    }

    private static String ask(URI url, String method, String query, Charset charset) throws IOException {
        String request = method + " " + url.getPath() + "?" + query
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        return RawRequest.exchange(
                url.getPort(), new String(request.getBytes(charset), StandardCharsets.ISO_8859_1));
    }

    private static void assertHandles(SearchClient client) {
        assertThat(handle(client, "invalid one")).isNull();
        assertThat(handle(client, "loses its name")).isNull();
        assertThat(handle(client, "renamed")).isEqualTo("before-qa.example");
        assertThat(texts(client, SearchRequest.ALL.by("handle.invalid"))).isEmpty();
        assertThat(texts(client, SearchRequest.ALL.by("\u202a@alice-qa.bsky.social\u202c")))
                .containsExactly("handlecase bidi alice");
        assertThat(texts(client, SearchRequest.ALL.by("did:web:localhost%3A1234")))
                .containsExactly("handlecase did web port");
    }

    private static void assertHashtags(SearchClient client) {
        assertThat(hashtags(client, "full width")).containsExactly("超学校");
        assertThat(hashtags(client, "double hash")).containsExactly("x");
        assertThat(hashtags(client, "only a sign")).isEmpty();
        assertThat(hashtags(client, "tagcase empty")).isEmpty();
        assertThat(hashtags(client, "outline tags")).containsExactly("outline", "outline2");
        assertThat(hashtags(client, "keycap")).containsExactly("#️⃣");
        assertThat(hashtags(client, "tagcase case")).containsExactly("News", "NEWS", "news");
    }

    private static List<String> texts(SearchClient client, SearchRequest request) {
        return client.all(request, 1000).stream().map(post -> post.path("text").asText()).toList();
    }

    private static String handle(SearchClient client, String phrase) {
        return only(client, phrase).path("handle").textValue();
    }

    private static List<String> hashtags(SearchClient client, String phrase) {
        return StreamSupport.stream(only(client, phrase).path("hashtags").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static JsonNode only(SearchClient client, String phrase) {
        List<JsonNode> found = client.all(SearchRequest.ALL.phrase(phrase), 10);
        assertThat(found).as(phrase).hasSize(1);
        return found.getFirst();
    }
}
