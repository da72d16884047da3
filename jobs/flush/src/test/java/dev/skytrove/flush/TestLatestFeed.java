package dev.skytrove.flush;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skytrove.lake.DataSize;
import dev.skytrove.testing.ProjectPaths;
import dev.skytrove.testing.model.ExpectedLake;
import dev.skytrove.testing.model.ExpectedSearch;
import dev.skytrove.testing.model.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TestLatestFeed {
    private final Stage stage = new Stage();

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void feedHasTheNewestPostsOfTheBatchInTheOrderOfSearches() {
        List<String> lines = Lines.mixed(0, 9_000, Duration.ofMillis(100));
        stage.append(lines);
        stage.flush();

        List<Row> expected = new ExpectedSearch(ExpectedLake.of(lines.stream())).visible().subList(0, 500);
        assertThat(feed()).hasSize(500);
        for (int i = 0; i < 500; i++) {
            Row row = expected.get(i);
            JsonNode post = feed().get(i);
            assertThat(post.get("uri").asText()).isEqualTo(row.text("uri"));
            assertThat(post.get("text").asText()).isEqualTo(row.text("text"));
            assertThat(Instant.parse(post.get("sort_at").asText())).isEqualTo(row.time("sort_at"));
            assertThat(Instant.parse(post.get("indexed_at").asText())).isEqualTo(row.time("indexed_at"));
            assertThat(Instant.parse(post.get("created_at").asText())).isEqualTo(row.time("created_at"));
            assertThat(post.get("langs").toString()).isEqualTo("[\"en\"]");
            assertThat(post.get("url").asText())
                    .isEqualTo("https://bsky.app/profile/" + row.text("author_did") + "/post/" + row.text("rkey"));
        }
    }

    @Test
    void feedIsKeptUnderTheTimeOfItsPlanToo() {
        stage.append(Lines.mixed(0, 90, Duration.ofSeconds(1)));
        stage.flush();
        List<String> feeds = stage.objects().stream().filter(name -> name.startsWith("feeds/")).toList();
        assertThat(feeds).hasSize(2);
        assertThat(feeds.getFirst()).matches("feeds/latest/\\d{8}T\\d{6}Z\\.jsonl");
        assertThat(stage.object(feeds.getFirst())).isEqualTo(stage.object("feeds/latest/latest.jsonl"));
    }

    @Test
    void i4PostsThatTheBatchHidesAreNotInItsFeed() {
        List<String> lines = new ArrayList<>();
        for (int n = 0; n < 20; n++) {
            lines.add(Lines.post(n, "first text", Lines.START.plusSeconds(n)));
        }
        lines.add(Lines.delete("app.bsky.feed.post", 3, Lines.START.plusSeconds(30)));
        lines.add(Lines.delete("app.bsky.feed.like", 4, Lines.START.plusSeconds(31)));
        lines.add(Lines.updatedPost(6, 100, "second text", Lines.START.plusSeconds(32)));
        lines.add(Lines.delete("app.bsky.feed.post", 7, Lines.START.plusSeconds(33)));
        lines.add(Lines.updatedPost(7, 101, "came back", Lines.START.plusSeconds(34)));
        lines.add(Lines.updatedPost(8, 103, "newest version", Lines.START.plusSeconds(34)));
        lines.add(Lines.updatedPost(8, 102, "older version, delivered late", Lines.START.plusSeconds(35)));
        lines.add(Lines.account("did:plc:author1", 50, "takendown", Lines.START.plusSeconds(35)));
        lines.add(Lines.account("did:plc:author2", 52, "active", Lines.START.plusSeconds(37)));
        lines.add(Lines.account("did:plc:author2", 51, "deactivated", Lines.START.plusSeconds(36)));
        stage.append(lines);
        stage.flush();

        List<String> visible = new ExpectedSearch(ExpectedLake.of(lines.stream()))
                .visible().stream().map(row -> row.text("uri") + " " + row.text("text")).toList();
        assertThat(visible).hasSize(15);
        assertThat(feed().stream().map(post -> post.get("uri").asText() + " " + post.get("text").asText()))
                .containsExactlyElementsOf(visible);
    }

    @Test
    void batchWithoutPostsLeavesTheFeedAlone() {
        stage.append(List.of(Lines.post(1, "the only one", Lines.START)));
        stage.flush();
        stage.append(List.of(Lines.identity("did:plc:a", 1, Lines.START)));
        stage.flush();
        assertThat(feed()).singleElement().extracting(post -> post.get("text").asText()).isEqualTo("the only one");
        assertThat(stage.objects()).filteredOn(name -> name.startsWith("feeds/")).hasSize(2);
    }

    @Test
    void i5FeedLeavesOutPostsLongerThanTheNetworkAllows() {
        stage.append(List.of(
                Lines.post(1, "x".repeat(100_000), Lines.START), Lines.post(2, "short", Lines.START.plusSeconds(1))));
        stage.flush();
        assertThat(feed()).singleElement().extracting(post -> post.get("text").asText()).isEqualTo("short");
        assertThat(stage.lake().counts()).containsEntry("posts", 1L).containsEntry("oversized", 1L);
    }

    @Test
    void feedOfSizeZeroIsNotWritten() {
        stage.append(Lines.mixed(0, 90, Duration.ofSeconds(1)));
        stage.flush(new FlushConfig.Settings(
                100, DataSize.ofMebibytes(256), 3, 0, stage.workDir().toString(), Duration.ofSeconds(10), Duration.ofSeconds(10)));
        assertThat(stage.objects()).noneMatch(name -> name.startsWith("feeds/"));
    }

    /** As docs/formats.md names them, in the forms of a search's results. */
    @Test
    void i7LinesHaveTheMembersAndFormsThatAreDocumented() throws IOException {
        String post = Lines.post(1, "text", Lines.START).replaceFirst("\"rkey\":\"[^\"]*\"", "\"rkey\":\"a b/ü\"");
        stage.append(List.of(post));
        stage.flush();

        JsonNode line = feed().getFirst();
        assertThat(line.get("url").asText()).endsWith("/post/a%20b%2F%C3%BC");
        for (String time : List.of("created_at", "indexed_at", "sort_at")) {
            assertThat(line.get(time).asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
        }
        List<String> members = new ArrayList<>();
        line.fieldNames().forEachRemaining(members::add);
        String formats = Files.readString(ProjectPaths.find().root().resolve("docs/formats.md"));
        assertThat(formats.replaceAll("\\s+", " ")).contains("``` " + String.join(", ", members) + " ```");
    }

    private List<JsonNode> feed() {
        return stage.object("feeds/latest/latest.jsonl").lines().map(TestLatestFeed::parse).toList();
    }

    private static JsonNode parse(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
