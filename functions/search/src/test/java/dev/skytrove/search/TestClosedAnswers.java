package dev.skytrove.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skytrove.testing.http.ApiDescription;
import dev.skytrove.testing.http.FunctionProcess;
import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.lake.SamplePost;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers over hours that are over: their tags, what is kept of them, and what is certified of the hours. */
final class TestClosedAnswers {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ApiDescription API = new ApiDescription();
    private static final Instant NOON = Instant.parse("2026-07-04T12:30:00Z");
    private static final String CLOSED = "start=2026-07-04&end=2026-07-04";

    @TempDir
    private static Path directory;

    private static SampleLake lake;
    private static FunctionProcess function;
    private static int batch;

    @BeforeAll
    static void start() throws IOException {
        Path storage = directory.resolve("storage");
        lake = SampleLake.in(storage);
        add("first");
        Path hour = Files.createDirectories(storage.resolve("coverage/year=2026/month=07/day=04/hour=12"));
        // 12:00 to 13:00, then on: see docs/formats.md.
        Files.writeString(hour.resolve("flush-1-1-0.json"), """
                {"version":1,"hour":"2026-07-04T12:00:00Z","tables":{},"malformed":0,
                 "read":[{"source":"a.example","connection":"x-1","from":1783166400000000,"to":1783170000000000}],
                 "gaps":[],"ended":[]}""");
        function = FunctionProcess.start(SearchMain.class, directory, storage, Map.of());
    }

    @AfterAll
    static void stop() {
        lake.close();
        if (function != null) {
            function.close();
        }
    }

    @Test
    void i4AnAnswerIsKeptUntilTheLakeChanges() throws Exception {
        for (String target : new String[] {"/search?text=fox&" + CLOSED, "/aggregate?by=hour&" + CLOSED}) {
            HttpResponse<String> first = function.get(target);
            String tag = first.headers().firstValue("ETag").orElseThrow();
            assertThat(tag).startsWith("W/\"");
            assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache");
            // Not made again: it would tell another time that it took, and then be another text.
            assertThat(function.get(target).body()).isEqualTo(first.body());

            HttpResponse<String> known = ask(target, "If-None-Match", "\"other\", " + tag);
            assertThat(known.statusCode()).isEqualTo(304);
            assertThat(known.body()).isEmpty();
            assertThat(known.headers().firstValue("ETag")).hasValue(tag);
            assertThat(function.get(target + "&lang=en").headers().firstValue("ETag")).isPresent().isNotEqualTo(tag);

            int before = count(first, target);
            add("another fox");
            HttpResponse<String> changed = ask(target, "If-None-Match", tag);
            assertThat(changed.statusCode()).isEqualTo(200);
            assertThat(count(changed, target)).isEqualTo(before + 1);
            assertThat(changed.headers().firstValue("ETag")).isPresent().isNotEqualTo(first.headers().firstValue("ETag"));
        }
    }

    @Test
    void i4APostThatIsTakenBackLeavesWhatWasKept() throws Exception {
        String target = "/search?text=regretted&" + CLOSED;
        SamplePost post = post("regretted");
        lake.add(post).flush(++batch);
        String tag = function.get(target).headers().firstValue("ETag").orElseThrow();
        lake.add(post.deleted("3c", Instant.parse("2026-07-09T00:00:00Z"))).flush(++batch);

        HttpResponse<String> answer = ask(target, "If-None-Match", tag);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(count(answer, target)).isZero();
    }

    /** What is imported later changes them, and no file of posts. */
    @Test
    void i4CountsByAFeatureAreNotKept() {
        lake.add(post("labelled")).flush(++batch);
        lake.addFeatures(
                ++batch,
                NOON.truncatedTo(ChronoUnit.HOURS),
                List.of("score"),
                Map.of("at://did:plc:alice/app.bsky.feed.post/post1", Map.of("score", 0.5)));
        HttpResponse<String> response = function.get("/aggregate?by=score:0.5&" + CLOSED);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("ETag")).isEmpty();
    }

    @Test
    void hoursThatAreNotOverHaveNoTag() {
        assertThat(function.get("/search?text=fox").headers().firstValue("ETag")).isEmpty();
        assertThat(function.get("/search?text=fox&end=now").headers().firstValue("ETag")).isEmpty();
        assertThat(function.get("/search?text=fox&start=2026-07-04&end=2199-01-01").headers().firstValue("ETag")).isEmpty();
    }

    @Test
    void anAnswerTellsWhichHoursAreCertifiedComplete() throws Exception {
        String range = "&start=2026-07-04T12:00&end=2026-07-04T14:00";
        for (String target : new String[] {"/search?text=fox" + range, "/aggregate?by=hour" + range}) {
            assertThat(JSON.readTree(function.get(target).body()).at("/meta/coverage").isNull()).isTrue();
            HttpResponse<String> response = function.get(target + "&coverage=true");
            API.requireDescribed(response);
            JsonNode coverage = JSON.readTree(response.body()).at("/meta/coverage");
            assertThat(coverage.path("complete").asBoolean()).isFalse();
            assertThat(coverage.path("complete_hours").asInt()).isEqualTo(1);
            assertThat(coverage.path("unknown_hours").asInt()).isEqualTo(1);
            assertThat(coverage.path("stretches")).hasSize(1);
            assertThat(coverage.at("/stretches/0/start").asText()).isEqualTo("2026-07-04T13:00:00.000000Z");
            assertThat(coverage.at("/stretches/0/state").asText()).isEqualTo("unknown");
        }
        assertThat(function.get("/search?coverage=perhaps").statusCode()).isEqualTo(400);
    }

    private static int count(HttpResponse<String> response, String target) throws IOException {
        return JSON.readTree(response.body()).at(target.startsWith("/search") ? "/meta/count" : "/meta/total").asInt();
    }

    private static HttpResponse<String> ask(String target, String header, String value) {
        return function.send(HttpRequest.newBuilder(URI.create(function.url() + target)).header(header, value).build());
    }

    private static void add(String text) {
        lake.add(post(text + " fox")).flush(++batch);
    }

    private static SamplePost post(String text) {
        return SamplePost.of("did:plc:alice", "post" + batch, text, NOON.plusSeconds(batch)).rev("3b");
    }
}
