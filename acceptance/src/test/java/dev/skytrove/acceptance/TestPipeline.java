package dev.skytrove.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skytrove.testing.Await;
import dev.skytrove.testing.ProjectPaths;
import dev.skytrove.testing.client.Simulator;
import dev.skytrove.testing.model.ExpectedLake;
import dev.skytrove.testing.model.ExpectedSearch;
import dev.skytrove.testing.model.LakeComparison;
import dev.skytrove.testing.model.Row;
import dev.skytrove.testing.model.SearchRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was sent is what is stored and what is found: through all processes, compared with the independent model. */
@Timeout(300)
final class TestPipeline {
    private static final long SEED = 20260704;
    private static final int SEARCHES = 40;

    @TempDir
    private Path directory;

    @BeforeEach
    void assumeBuilt() {
        Processes.assumeBuilt("simulator", "ingestor", "flush", "search", "export");
    }

    @Test
    void i1RealRecordingIsStoredAndFoundInADirectory() throws Exception {
        run(recording(), Storage.file(directory.resolve("storage")));
    }

    @Test
    void i1RealRecordingIsStoredAndFoundInS3() throws Exception {
        run(recording(), Storage.s3(directory));
    }

    /** I6: what is malformed is counted and harms nothing around it. */
    @Test
    void i6EverythingThatCanBeWrongWithAnEventHarmsNothingElse() throws Exception {
        Path real = ProjectPaths.find().recording();
        List<String> others = Files.exists(real) ? Files.readAllLines(real) : List.of();
        Path nasty = directory.resolve("nasty.jsonl");
        // Where a time cannot be, that of receipt stands for it, which no model knows.
        Instant now = Instant.now();
        List<String> lines = NastyRecording.lines(SEED, others).stream()
                .filter(line -> !ExpectedLake.hasAbsurdTime(line, now))
                .toList();
        Files.write(nasty, lines);

        run(nasty, Storage.file(directory.resolve("storage")));
    }

    private static Path recording() {
        Path recording = ProjectPaths.find().recording();
        Assumptions.assumeTrue(Files.exists(recording), () -> "needs " + recording);
        return recording;
    }

    private void run(Path recording, Storage storage) throws Exception {
        ExpectedLake expected;
        try (Pipeline pipeline = new Pipeline(directory, storage);
                Simulator simulator = Simulators.replaying(directory, recording)) {
            expected = ExpectedLake.of(simulator.ledger().stream());
            pipeline.startIngestor(simulator);
            pipeline.awaitIngested(expected.ingested());
            awaitLast(pipeline, expected);
            pipeline.flush();

            LakeComparison.assertSame(expected, pipeline.lake());
            assertThat(pipeline.count("ingested")).isEqualTo(expected.ingested());
            assertThat(pipeline.count("duplicates")).isEqualTo(expected.duplicates());
            assertThat(pipeline.count("malformed")).isEqualTo(expected.malformed());
            ExpectedSearch search = new ExpectedSearch(expected);
            searchFindsWhatItMust(search, new SearchClient(pipeline.startFunction("search")));
            exportHasWhatItMust(search, new SearchClient(pipeline.startFunction("export")));
        }
    }

    /** The last lines may be duplicates or malformed: nothing more comes when these counts are reached, too. */
    private static void awaitLast(Pipeline pipeline, ExpectedLake expected) {
        Await.until("duplicates and malformed are counted", Pipeline.PATIENCE, () ->
                pipeline.count("duplicates") >= expected.duplicates()
                        && pipeline.count("malformed") >= expected.malformed());
    }

    private static void searchFindsWhatItMust(ExpectedSearch expected, SearchClient client) {
        // Pages so small that most searches have several, and one that never divides evenly.
        for (int limit : new int[] {1000, 7}) {
            assertSameResults(expected, client.all(SearchRequest.ALL, limit), SearchRequest.ALL);
        }
        for (SearchRequest request : requests(expected)) {
            assertSameResults(expected, client.all(request, 25), request);
        }
    }

    private static void exportHasWhatItMust(ExpectedSearch expected, SearchClient client) {
        for (SearchRequest request : List.of(SearchRequest.ALL, requests(expected).getFirst())) {
            List<List<String>> rows = client.export(request);
            int uri = rows.getFirst().indexOf("uri");
            int text = rows.getFirst().indexOf("text");
            List<Row> posts = expected.find(request);

            assertThat(rows.subList(1, rows.size())).extracting(row -> row.get(uri))
                    .isEqualTo(posts.stream().map(post -> post.text("uri")).toList());
            assertThat(rows.subList(1, rows.size())).extracting(row -> row.get(text))
                    .isEqualTo(posts.stream().map(TestPipeline::cell).toList());
        }
    }

    /** CSV has no NUL, and a spreadsheet takes a cell that begins so for a formula. */
    private static String cell(Row post) {
        String text = post.text("text") == null ? "" : post.text("text").replace('\0', '\uFFFD');
        return text.isEmpty() || "=+-@\t\r\n＝＋－＠".indexOf(text.charAt(0)) < 0 ? text : "'" + text;
    }

    /** Words, phrases, authors and times of posts picked at random, alone and together. */
    private static List<SearchRequest> requests(ExpectedSearch expected) {
        Random random = new Random(SEED);
        List<Row> posts = expected.visible().stream()
                .filter(post -> post.get("text") != null && !post.text("text").isBlank())
                .toList();
        List<SearchRequest> requests = new ArrayList<>(List.of(
                SearchRequest.ALL.words("%"), SearchRequest.ALL.words("_"), SearchRequest.ALL.phrase("0% s"),
                SearchRequest.ALL.words("' or '1'='1"), SearchRequest.ALL.words("İSTANBUL"),
                SearchRequest.ALL.by("nobody.test")));
        for (int i = 0; i < SEARCHES; i++) {
            Row post = posts.get(random.nextInt(posts.size()));
            SearchRequest request = text(SearchRequest.ALL, post.text("text"), random);
            request = random.nextInt(3) == 0 ? request.by(author(expected, post, random)) : request;
            request = random.nextInt(3) == 0 ? between(request, posts, random) : request;
            requests.add(random.nextInt(5) == 0 ? request.words("") : request);
        }
        return requests;
    }

    private static SearchRequest text(SearchRequest request, String text, Random random) {
        int[] characters = text.codePoints().limit(400).toArray();
        int start = random.nextInt(characters.length);
        int length = Math.min(characters.length - start, 1 + random.nextInt(12));
        String part = new String(characters, start, length).replace("\0", "");
        return random.nextBoolean() ? request.phrase(part) : request.words(withoutOperators(part));
    }

    /** In capitals; the model of whole recordings knows words alone. */
    private static String withoutOperators(String text) {
        return text.toUpperCase(Locale.ROOT).replaceAll("[\"()#＃@＠:-]", " ").replaceAll("(?<!\\S)OR(?!\\S)", "or");
    }

    private static String author(ExpectedSearch expected, Row post, Random random) {
        String did = post.text("author_did");
        return random.nextBoolean() ? did : expected.handle(did).orElse(did);
    }

    private static SearchRequest between(SearchRequest request, List<Row> posts, Random random) {
        Instant one = posts.get(random.nextInt(posts.size())).time("sort_at");
        Instant other = posts.get(random.nextInt(posts.size())).time("sort_at");
        return one.isBefore(other) ? request.between(one, other) : request.between(other, one);
    }

    private static void assertSameResults(ExpectedSearch search, List<JsonNode> found, SearchRequest request) {
        List<Row> expected = search.find(request);
        assertThat(found).as("%s", request).extracting(result -> result.path("uri").asText())
                .isEqualTo(expected.stream().map(post -> post.text("uri")).toList());
        for (int i = 0; i < expected.size(); i++) {
            assertSameResult(search, expected.get(i), found.get(i));
        }
    }

    private static void assertSameResult(ExpectedSearch search, Row expected, JsonNode found) {
        String did = expected.text("author_did");
        assertThat(found.path("author_did").asText()).isEqualTo(did);
        assertThat(found.path("handle").textValue()).isEqualTo(search.handle(did).orElse(null));
        assertThat(found.path("url").asText())
                .isEqualTo("https://bsky.app/profile/" + segment(did) + "/post/" + segment(expected.text("rkey")));
        assertThat(found.path("text").textValue()).isEqualTo(expected.get("text"));
        for (String time : Set.of("created_at", "indexed_at", "sort_at")) {
            assertThat(found.path(time).isNull() ? null : Instant.parse(found.path(time).asText()))
                    .isEqualTo(expected.get(time));
        }
        assertThat(StreamSupport.stream(found.path("langs").spliterator(), false).map(JsonNode::asText).toList())
                .isEqualTo(expected.get("langs"));
    }

    /** A segment of a path: as forms encode it, but for four characters. */
    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%3A", ":")
                .replace("%7E", "~");
    }
}
