package dev.skytrove.simulator.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skytrove.simulator.history.EventReader;
import dev.skytrove.simulator.history.History;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TestGeneratedHistory {
    private static final Instant START = Instant.parse("2026-07-04T14:00:00Z");
    private static final int SIZE = 60_000;
    private static final Pattern TID = Pattern.compile("[234567a-j][234567a-z]{12}");

    private static List<String> lines;
    private static List<JsonNode> events;

    @BeforeAll
    static void readSome() throws IOException {
        ObjectMapper json = new ObjectMapper();
        lines = texts(GeneratedHistory.of(1, SIZE, START));
        events = new ArrayList<>();
        for (String line : lines) {
            events.add(json.readTree(line));
        }
    }

    @Test
    void sameSeedGivesTheSameBytesInAnyOrder() {
        EventReader reader = GeneratedHistory.of(1, SIZE * 2L, START).reader();
        for (int index = SIZE - 1; index >= 0; index -= 7) {
            assertThat(text(reader, index)).isEqualTo(lines.get(index));
        }
        assertThat(texts(GeneratedHistory.of(2, 100, START))).doesNotContainAnyElementsOf(lines.subList(0, 100));
    }

    @ParameterizedTest
    @CsvSource({
        "create app.bsky.feed.like, 0.69, 530", "create app.bsky.feed.post, 0.11, 875",
        "create app.bsky.feed.repost, 0.10, 540", "create app.bsky.graph.follow, 0.04, 394"
    })
    void mixAndSizesAreThoseOfTheNetwork(String what, double share, double size) {
        List<Integer> sizes = new ArrayList<>();
        for (int index = 0; index < SIZE; index++) {
            if (what(events.get(index)).equals(what)) {
                sizes.add(lines.get(index).getBytes(StandardCharsets.UTF_8).length);
            }
        }

        assertThat((double) sizes.size() / SIZE).isCloseTo(share, within(0.008));
        assertThat(sizes.stream().mapToInt(Integer::intValue).average().orElseThrow()).isCloseTo(size, within(25.0));
    }

    @Test
    void everythingElseOccursToo() {
        Set<String> what = events.stream().map(TestGeneratedHistory::what).collect(Collectors.toSet());

        assertThat(what).contains(
                "identity", "account", "create app.bsky.graph.block", "update app.bsky.actor.profile",
                "create app.bsky.actor.profile", "update app.bsky.feed.post", "delete app.bsky.feed.like",
                "delete app.bsky.feed.post", "delete app.bsky.graph.follow", "create fm.teal.alpha.feed.play",
                "update fm.teal.alpha.actor.status", "create com.whtwnd.blog.entry",
                "create app.bsky.graph.listitem");
    }

    @Test
    void keysAreUniqueAndValid() {
        Set<List<String>> keys = new HashSet<>();
        Map<String, String> revisions = new HashMap<>();
        for (JsonNode event : events) {
            assertThat(keys.add(key(event))).as("%s", event).isTrue();
            JsonNode commit = event.path("commit");
            if (commit.isObject()) {
                String rev = commit.get("rev").asText();
                assertThat(rev).matches(TID);
                String rkey = commit.get("rkey").asText();
                assertThat(rkey.equals("self") || TID.matcher(rkey).matches()).as(rkey).isTrue();
                // Equal only where one commit made two records.
                assertThat(rev).isGreaterThanOrEqualTo(revisions.getOrDefault(did(event), ""));
                revisions.put(did(event), rev);
            }
        }
    }

    @Test
    void someCommitsMakeTwoRecords() {
        long pairs = 0;
        for (int index = 1; index < SIZE; index++) {
            JsonNode one = events.get(index - 1);
            JsonNode two = events.get(index);
            if (two.has("commit") && did(one).equals(did(two)) && rev(one).equals(rev(two))) {
                assertThat(two.at("/commit/record/reply/parent/uri").asText()).isEqualTo(uri(one));
                pairs++;
            }
        }
        assertThat(pairs).isBetween(50L, 250L);
    }

    @Test
    void deletesAndUpdatesAreOfEarlierRecordsThatStillExist() {
        Set<String> existing = new HashSet<>();
        for (JsonNode event : events) {
            boolean single = event.at("/commit/rkey").asText().equals("self");
            switch (event.at("/commit/operation").asText()) {
                case "create" -> assertThat(single || existing.add(uri(event))).isTrue();
                case "update" -> assertThat(single || existing.contains(uri(event))).isTrue();
                case "delete" -> assertThat(existing.remove(uri(event))).isTrue();
                default -> assertThat(event.has("commit")).isFalse();
            }
        }
    }

    @Test
    void mostLikesAreOfGeneratedPosts() {
        Map<String, String> posts = new HashMap<>();
        long likes = 0;
        long known = 0;
        for (JsonNode event : events) {
            if (what(event).equals("create app.bsky.feed.post")) {
                posts.put(uri(event), event.at("/commit/cid").asText());
            } else if (what(event).equals("create app.bsky.feed.like")) {
                String cid = posts.get(event.at("/commit/record/subject/uri").asText());
                assertThat(cid).isIn(null, event.at("/commit/record/subject/cid").asText());
                known += cid == null ? 0 : 1;
                likes++;
            }
        }
        assertThat((double) known / likes).isGreaterThan(0.6);
    }

    @Test
    void fewAccountsWriteMuch() {
        Map<String, Long> byAccount =
                events.stream().collect(Collectors.groupingBy(TestGeneratedHistory::did, Collectors.counting()));
        List<Long> busiest = byAccount.values().stream().sorted((a, b) -> Long.compare(b, a)).toList();

        assertThat(busiest.getFirst()).isBetween(SIZE / 400L, SIZE / 100L);
        assertThat(busiest.subList(0, 1000).stream().mapToLong(Long::longValue).sum()).isGreaterThan(SIZE / 4);
        assertThat(byAccount.size()).isGreaterThan(SIZE / 4);
    }

    @Test
    void soManyEventsHappenInASecondAsAreAskedFor() throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<String> sparse = texts(GeneratedHistory.of(Mix.Y2026, 93, 1, 9_301, START));

        long span = json.readTree(sparse.getLast()).path("time_us").asLong()
                - json.readTree(sparse.getFirst()).path("time_us").asLong();

        assertThat(span / 1e6).isCloseTo(100, within(0.1));
    }

    @Test
    void timeStepsBackAboutHalfTheTime() {
        long back = 0;
        for (int index = 1; index < SIZE; index++) {
            long step = time(index) - time(index - 1);
            assertThat(step).isBetween(-5_000L, 10_000L);
            back += step < 0 ? 1 : 0;
        }
        assertThat((double) back / SIZE).isBetween(0.4, 0.55);
        Instant last = Instant.EPOCH.plusNanos(time(SIZE - 1) * 1000);
        assertThat(last).isBetween(START.plusSeconds(SIZE / 600 - 1), START.plusSeconds(SIZE / 600 + 1));
    }

    @Test
    void clockThatIsAheadChangesTimesAndNothingElse() {
        GeneratedHistory usual = GeneratedHistory.of(1, 2_000, START);
        History ahead = usual.seenWith(Duration.ofMillis(1_700));
        List<String> expected = texts(usual).stream()
                .map(line -> Pattern.compile("(?<=\"time_us\":)\\d+")
                        .matcher(line)
                        .replaceFirst(time -> Long.toString(Long.parseLong(time.group()) + 1_700_000)))
                .toList();

        assertThat(texts(ahead)).isEqualTo(expected);
        for (long cursor = time(0) - 10_000; cursor < time(1_999) + 10_000; cursor += 9_777) {
            assertThat(ahead.firstAtOrAfter(cursor + 1_700_000)).isEqualTo(usual.firstAtOrAfter(cursor));
        }
        assertThat(ahead.firstAtOrAfter(Long.MIN_VALUE)).isZero();
        assertThat(usual.seenWith(Duration.ofHours(-1)).firstAtOrAfter(Long.MAX_VALUE)).isEqualTo(2_000);
    }

    @Test
    void cursorPointsToTheFirstEventNotBeforeItInDeliveryOrder() {
        History history = GeneratedHistory.of(1, 2_000, START);
        for (long cursor = time(0) - 10_000; cursor < time(1_999) + 10_000; cursor += 977) {
            long expected = 0;
            while (expected < 2_000 && time((int) expected) < cursor) {
                expected++;
            }
            assertThat(history.firstAtOrAfter(cursor)).isEqualTo(expected);
        }
        assertThat(history.firstAtOrAfter(Long.MIN_VALUE)).isZero();
        assertThat(history.firstAtOrAfter(Long.MAX_VALUE)).isEqualTo(2_000);
    }

    @Test
    void facetsPointToTheirBytes() {
        Set<String> kinds = new HashSet<>();
        for (JsonNode event : events) {
            byte[] text = event.at("/commit/record/text").asText().getBytes(StandardCharsets.UTF_8);
            for (JsonNode facet : event.at("/commit/record/facets")) {
                int start = facet.at("/index/byteStart").asInt();
                int end = facet.at("/index/byteEnd").asInt();
                String shown = new String(text, start, end - start, StandardCharsets.UTF_8);
                JsonNode feature = facet.at("/features/0");
                kinds.add(feature.get("$type").asText());
                switch (shown.charAt(0)) {
                    case '#' -> assertThat(shown).isEqualTo("#" + feature.get("tag").asText());
                    case '@' -> assertThat(feature.get("did").asText()).startsWith("did:plc:");
                    default -> assertThat(feature.get("uri").asText()).contains(shown.replace("...", ""));
                }
            }
        }
        assertThat(kinds).hasSize(3);
    }

    @Test
    void oddPostsOccur() {
        String all = String.join("\n", lines);

        assertThat(all).contains(
                "\\u0000", "\\ud83d ", "\u202e", "👨‍👩‍👧‍👦".repeat(120), "\"createdAt\":\"1970-01-01T00:00:00.000Z\"",
                "\"createdAt\":\"2999-", "\"createdAt\":\"yesterday\"", "#selfLabels", "app.bsky.embed.recordWithMedia",
                "app.bsky.embed.video", "\"tags\":[");
        assertThat(events).anyMatch(event -> what(event).equals("create app.bsky.feed.post")
                && event.at("/commit/record/createdAt").isMissingNode());
    }

    @Test
    void postsLookLikeTheTextsOfAFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("texts.jsonl"), "\"one \\u00e9\"\n\"two\\nlines\"\n");
        List<String> own = texts(GeneratedHistory.of(1, 5_000, START).withTexts(file));

        // Too little to learn from: nothing but itself comes out.
        assertThat(own.stream().filter(line -> line.contains("app.bsky.feed.post\",\"rkey")))
                .filteredOn(line -> line.contains("\"record\""))
                .filteredOn(line -> !line.contains("👨‍👩‍👧‍👦"))
                .allMatch(line -> line.contains("\"text\":\"one") || line.contains("\"text\":\"two"));
    }

    private static List<String> texts(History history) {
        EventReader reader = history.reader();
        List<String> texts = new ArrayList<>();
        for (long index = 0; index < history.size(); index++) {
            texts.add(text(reader, index));
        }
        return texts;
    }

    private static String text(EventReader reader, long index) {
        ByteBuffer event = reader.read(index);
        return StandardCharsets.UTF_8.decode(event).toString();
    }

    private static String what(JsonNode event) {
        JsonNode commit = event.path("commit");
        return commit.isObject()
                ? commit.get("operation").asText() + " " + commit.get("collection").asText()
                : event.get("kind").asText();
    }

    private static List<String> key(JsonNode event) {
        String kind = event.get("kind").asText();
        return kind.equals("commit")
                ? List.of(uri(event), rev(event), event.at("/commit/operation").asText())
                : List.of(did(event), kind, event.get(kind).get("seq").asText());
    }

    private static String uri(JsonNode event) {
        JsonNode commit = event.path("commit");
        return "at://" + did(event) + "/" + commit.path("collection").asText() + "/" + commit.path("rkey").asText();
    }

    private static String did(JsonNode event) {
        return event.get("did").asText();
    }

    private static String rev(JsonNode event) {
        return event.at("/commit/rev").asText();
    }

    private static long time(int index) {
        return events.get(index).get("time_us").asLong();
    }
}
