package dev.skytrove.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skytrove.query.posts.PostField;
import dev.skytrove.testing.http.ApiDescription;
import dev.skytrove.testing.http.FunctionProcess;
import dev.skytrove.testing.http.Scenario;
import dev.skytrove.testing.http.ScenarioLake;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the process answers, as files of scenarios say. */
final class TestExportScenarios {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ApiDescription API = new ApiDescription();

    /** The first cell of a record; no text of the lake has a line that begins so. */
    private static final Pattern RKEY = Pattern.compile("^at://[^,]*/([^,/]+),", Pattern.MULTILINE);

    /** Of an export that is not asked for some. {@code docs/api.md} is held to the same. */
    private static final String COLUMNS = PostField.shown().stream().map(PostField::label).collect(Collectors.joining(","));

    @TempDir
    private static Path directory;

    private static FunctionProcess function;

    @BeforeAll
    static void start() {
        ScenarioLake.write(directory.resolve("storage"));
        // The limit that scenarios of every function expect.
        Map<String, String> settings = Map.of("SKYTROVE_EXPORT_MAX_LIMIT", "1000");
        function = FunctionProcess.start(ExportMain.class, directory, directory.resolve("storage"), settings);
    }

    @AfterAll
    static void stop() {
        if (function != null) {
            function.close();
        }
    }

    static Stream<Scenario> scenarios() {
        return Stream.concat(
                Scenario.ofEverySearch().stream().map(scenario -> scenario.at("/export")),
                Scenario.read(TestExportScenarios.class, "export-scenarios.json").stream());
    }

    @Test
    void describesItselfToPeopleAndPrograms() throws Exception {
        assertThat(function.get("/").body()).contains("<code>/export</code>", "csv, jsonl, parquet");
        JsonNode document = JSON.readTree(function.get("/openapi.json").body());
        assertThat(document).isEqualTo(API.document());
        assertThat(document.path("openapi").asText()).isEqualTo("3.1.0");
        assertThat(document.path("paths").propertyStream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder("/export", "/openapi.json");
        assertThat(document.at("/components/schemas/ExportLimit/default").asInt()).isEqualTo(ExportController.DEFAULT_LIMIT);
        API.requireParameters("/export", function);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void answersAsTold(Scenario scenario) throws Exception {
        HttpResponse<String> response = function.send(scenario.request(function.url()));
        API.requireDescribed(response);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(scenario.status());
        scenario.answerHeaders().forEach((name, pattern) -> assertThat(response.headers().firstValue(name))
                .as(name)
                .matches(value -> pattern == null ? value.isEmpty() : value.orElse("").matches(pattern)));
        if (scenario.problem() != null) {
            assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
            JsonNode problem = JSON.readTree(response.body());
            scenario.problem().forEach((member, value) ->
                    assertThat(problem.path(member).asText()).as(member).isEqualTo(value));
        }
        if (scenario.rkeys() != null) {
            assertThat(rkeys(response)).isEqualTo(scenario.rkeys());
        }
        if (scenario.body() != null) {
            assertThat(response.body()).isEqualTo(scenario.body().replace("{columns}", COLUMNS));
        }
    }

    @Test
    void i4CursorsLeadThroughAllPostsOnce() {
        List<String> all = rkeys(function.get("/export?limit=1000"));
        List<String> paged = new ArrayList<>();
        String cursor = "";
        do {
            HttpResponse<String> page = function.get("/export?limit=3&cursor=" + cursor);
            paged.addAll(rkeys(page));
            cursor = page.headers().firstValue("X-Next-Cursor").orElse("");
        } while (!cursor.isEmpty() && paged.size() < 100);

        assertThat(all).hasSize(27).doesNotHaveDuplicates();
        assertThat(paged).isEqualTo(all);
    }

    @Test
    void i4DamagedFileIsNamedInTheHeaders() throws Exception {
        assertThat(function.get("/export?limit=1").headers().firstValue("X-Complete")).hasValue("true");
        // A name that begins another hour, which no other test asks for.
        String damaged = "lake/posts/year=2026/month=01/day=02/hour=03/posts-flush-9-9-0.parquet";
        Path file = directory.resolve("storage").resolve(damaged);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[0]);
        try {
            HttpResponse<String> response = function.get("/export?start=2026-01-02&end=2026-01-02");
            assertThat(response.headers().firstValue("X-Complete")).hasValue("false");
            assertThat(response.headers().firstValue("X-Unreadable-Files")).hasValue(damaged);
            assertThat(function.get("/export?start=2026-01-02&end=2026-01-02&incomplete=refuse").statusCode())
                    .isEqualTo(503);
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void healthIsOnTheManagementPortOnly() {
        assertThat(function.get("/health").statusCode()).isEqualTo(404);
        assertThat(function.get("/prometheus").statusCode()).isEqualTo(404);
    }

    private static List<String> rkeys(HttpResponse<String> response) {
        return RKEY.matcher(response.body()).results().map(match -> match.group(1)).toList();
    }
}
