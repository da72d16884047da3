package dev.skytrove.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.skytrove.testing.ProjectPaths;
import dev.skytrove.testing.http.ApiDescription;
import dev.skytrove.testing.http.FunctionProcess;
import dev.skytrove.testing.http.Scenario;
import dev.skytrove.testing.http.ScenarioLake;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the process answers beside searches, as a file of scenarios says. */
final class TestEndpointScenarios {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final ApiDescription API = new ApiDescription();

    @TempDir
    private static Path directory;

    private static FunctionProcess function;

    @BeforeAll
    static void start() throws IOException {
        Path storage = directory.resolve("storage");
        ScenarioLake.write(storage);
        Path state = Files.createDirectory(storage.resolve("state"));
        Files.writeString(state.resolve("flush.json"), """
                {"version":1,"batch":2,"cursor":1783175460000000,"source":"jetstream.example",
                 "saved_at":"2026-07-04T14:31:05.250Z"}""");
        Files.writeString(state.resolve("events.json"), """
                {"version":1,"counted_at":"2026-07-05T02:20:00Z","until":"2026-07-05T02:00:00Z","hours":5,"uncounted_hours":1,
                 "events":1234567,"each":[]}""");
        function = FunctionProcess.start(SearchMain.class, directory, storage, Map.of());
    }

    @AfterAll
    static void stop() {
        if (function != null) {
            function.close();
        }
    }

    static List<Scenario> scenarios() {
        return Scenario.read(TestEndpointScenarios.class, "endpoint-scenarios.json");
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void answersAsTold(Scenario scenario) throws Exception {
        HttpResponse<String> response = function.send(scenario.request(function.url()));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(scenario.status());
        API.requireDescribed(response);
        scenario.answerHeaders().forEach((name, pattern) ->
                assertThat(response.headers().firstValue(name).orElse("")).as(name).matches(pattern));
        if (scenario.body() != null) {
            assertThat(response.body()).isEqualTo(scenario.body());
            return;
        }
        JsonNode answer = JSON.readTree(response.body());
        scenario.json().forEach((pointer, value) -> {
            JsonNode found = answer.at(pointer);
            // What is not there is told as null.
            assertThat(found.isMissingNode() ? NullNode.instance : found).as(pointer + " of " + answer).isEqualTo(value);
        });
        if (scenario.problem() != null) {
            scenario.problem().forEach((member, value) ->
                    assertThat(answer.path(member).asText()).as(member).isEqualTo(value));
        }
    }

    @Test
    void describesItselfToPeopleAndPrograms() throws Exception {
        HttpResponse<String> overview = function.get("/");
        assertThat(overview.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(overview.body()).contains("/openapi.json", "/aggregate")
                .contains("<code>not_hashtag</code>", "<code>/xrpc/app.bsky.feed.searchPostsV2</code>", "newest, oldest")
                .doesNotContain("http://", "<!-- paths -->", "<script", "<link", "src=");
        HttpResponse<String> description = function.get("/openapi.json");
        assertThat(description.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        JsonNode document = JSON.readTree(description.body());
        assertThat(document).isEqualTo(API.document());
        assertThat(document.path("openapi").asText()).isEqualTo("3.1.0");
        assertThat(document.at("/components/schemas/SearchLimit/default").asInt()).isEqualTo(SearchController.DEFAULT_LIMIT);
        assertThat(document.path("paths").propertyStream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder(
                        "/search",
                        "/aggregate",
                        "/counts",
                        "/interactions",
                        "/status",
                        "/xrpc/app.bsky.feed.searchPosts",
                        "/xrpc/app.bsky.feed.searchPostsV2",
                        "/openapi.json");
    }

    /** Those that docs/api.md has, as they stand there but for what no URI may have; of features that this lake lacks, that is said. */
    @Test
    void documentedExamplesAreAnswered() throws Exception {
        String page = Files.readString(ProjectPaths.find().root().resolve("docs/api.md"));
        List<String> targets = Pattern.compile("(?m)^(?:GET |\\$ curl 'http://127\\.0\\.0\\.1:8080)(/(?!export)[^\\s'…]*)'?$")
                .matcher(page)
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(targets).hasSizeGreaterThan(10);
        for (String target : targets) {
            HttpResponse<String> response =
                    function.get(target.replace("\\", "%5C").replace("|", "%7C").replace(">", "%3E"));
            API.requireDescribed(response);
            if (target.contains("toxicity_score")) {
                assertThat(response.body()).as(target).contains("there is no feature '");
            } else {
                assertThat(response.statusCode()).as(target + " " + response.body()).isEqualTo(200);
            }
        }
    }

    @Test
    void describesTheParametersThatItKnowsAndNoOthers() {
        API.document().path("paths").propertyStream()
                .map(Map.Entry::getKey)
                .forEach(path -> API.requireParameters(path, function));
    }

    @Test
    void countsTakeFiveHundredPostsAndNoMore() {
        assertThat(function.get("/counts?uri=" + uris(500)).statusCode()).isEqualTo(200);
        assertThat(function.get("/counts?uri=" + uris(501)).statusCode()).isEqualTo(400);
    }

    private static String uris(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "at://did:plc:4hqjfn7m6n5hno3doamuhgef/app.bsky.feed.post/3mpsz5xlw" + (i + 1000))
                .collect(Collectors.joining(","));
    }
}
