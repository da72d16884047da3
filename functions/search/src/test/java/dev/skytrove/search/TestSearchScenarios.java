package dev.skytrove.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skytrove.testing.http.ApiDescription;
import dev.skytrove.testing.http.FunctionProcess;
import dev.skytrove.testing.http.Scenario;
import dev.skytrove.testing.http.ScenarioLake;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the process answers, as files of scenarios say. */
final class TestSearchScenarios {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ApiDescription API = new ApiDescription();

    @TempDir
    private static Path directory;

    private static FunctionProcess function;

    @BeforeAll
    static void start() {
        ScenarioLake.write(directory.resolve("storage"));
        function = FunctionProcess.start(SearchMain.class, directory, directory.resolve("storage"), Map.of());
    }

    @AfterAll
    static void stop() {
        if (function != null) {
            function.close();
        }
    }

    static Stream<Scenario> scenarios() {
        return Scenario.ofEverySearch().stream().map(scenario -> scenario.at("/search"));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void answersAsTold(Scenario scenario) throws Exception {
        HttpResponse<String> response = function.send(scenario.request(function.url()));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(scenario.status());
        API.requireDescribed(response);
        JsonNode answer = JSON.readTree(response.body());
        if (scenario.problem() != null) {
            assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
            scenario.problem().forEach((member, value) ->
                    assertThat(answer.path(member).asText()).as(member).isEqualTo(value));
        }
        if (scenario.rkeys() != null) {
            assertThat(rkeys(answer)).isEqualTo(scenario.rkeys());
        }
    }

    @Test
    void i4CursorsLeadThroughAllPostsOnce() throws Exception {
        List<String> all = rkeys(JSON.readTree(function.get("/search?limit=1000").body()));
        List<String> paged = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = JSON.readTree(function.get("/search?limit=3&cursor=" + cursor).body());
            paged.addAll(rkeys(page));
            cursor = page.path("next_cursor").asText("");
        } while (!cursor.isEmpty() && paged.size() < 100);

        assertThat(all).hasSize(27).doesNotHaveDuplicates();
        assertThat(paged).isEqualTo(all);
    }

    @Test
    void someFieldsAreAsInTheWholeAnswer() throws Exception {
        JsonNode whole = JSON.readTree(function.get("/search?limit=1000&count").body());
        JsonNode some = JSON.readTree(function.get("/search?limit=1000&count&fields=text,uri,langs,image_count").body());

        assertThat(some.at("/meta/total")).isEqualTo(whole.at("/meta/total"));
        assertThat(whole.at("/meta/total").asInt()).isEqualTo(27);
        for (int i = 0; i < 27; i++) {
            ObjectNode expected = JSON.createObjectNode();
            for (String field : List.of("text", "uri", "langs", "image_count")) {
                expected.set(field, whole.at("/results/" + i + "/" + field));
            }
            assertThat(some.at("/results/" + i)).isEqualTo(expected);
        }
        assertThat(function.get("/search?fields=raw").statusCode()).isEqualTo(400);
    }

    @Test
    void unknownHandleIsExplained() throws Exception {
        JsonNode answer = JSON.readTree(function.get("/search?username=nobody.example").body());

        assertThat(answer.at("/meta/warning").asText()).contains("nobody.example", "DID");
    }

    @Test
    void healthIsOnTheManagementPortOnly() {
        assertThat(function.get("/health").statusCode()).isEqualTo(404);
        assertThat(function.get("/prometheus").statusCode()).isEqualTo(404);
    }

    private static List<String> rkeys(JsonNode answer) {
        List<String> rkeys = new ArrayList<>();
        answer.path("results").forEach(post -> rkeys.add(post.path("uri").asText().replaceFirst(".*/", "")));
        return rkeys;
    }
}
