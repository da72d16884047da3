package dev.skytrove.testing.http;

import static dev.skytrove.testing.lake.SampleAccount.identity;
import static dev.skytrove.testing.lake.SampleAccount.status;

import dev.skytrove.testing.lake.SampleInteraction;
import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.lake.SamplePost;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The lake that the scenarios search. */
public final class ScenarioLake {
    private static final String ALICE = "did:plc:alice";
    private static final String BOB = "did:plc:bob";
    private static final String CAROL = "did:plc:carol";
    private static final Instant NOON = Instant.parse("2026-07-04T12:30:00Z");
    private static final Instant MIDNIGHT = Instant.parse("2026-07-05T00:00:00Z");

    /** Alice's posts of these texts have the keys 1, 2, …, each a second newer than the one before. */
    private static final List<String> TEXTS = List.of(
            "The quick brown FOX",
            "quick foxes jump",
            "100% sure",
            "100 sure",
            "a_b",
            "axb",
            "one two",
            "one  two",
            "two one",
            "ÄRGER in der Gasse, ДОМ",
            "e\0f",
            "'); DROP TABLE posts; --",
            "日本語のテキスト 🙈",
            "searchcase Café",
            "searchcase Cafe\u0301",
            "Straße",
            "STRASSE",
            "οδός",
            "ガンダム",
            "ＢＬＵＥＳＫＹ",
            "gov\u00adern\u00adment",
            "heart ❤\ufe0f",
            "don’t panic");

    private ScenarioLake() {}

    /** Writes it below a directory, in two batches. */
    public static void write(Path storage) {
        try (SampleLake lake = SampleLake.in(storage)) {
            addFound(lake);
            SamplePost edited = addHidden(lake);
            addInteractions(lake);
            List<String> flushed = lake.flush(1);
            // What was flushed of that day and the next; the deletion came two days later.
            lake.addSnapshot("20260705T120000Z", flushed.stream().filter(name -> !name.contains("/day=07/")).toList());
            lake.add(edited.updated("3c", "edited afterwards", NOON.plus(Duration.ofHours(2)))).flush(2);
            addFeatures(lake);
        }
    }

    /** Of Alice's first three posts. */
    private static void addFeatures(SampleLake lake) {
        String post = "at://did:plc:alice/app.bsky.feed.post/";
        lake.addFeatures(1, NOON, List.of("score", "like_count"), Map.of(
                post + 1, Map.of("score", 0.25, "like_count", 2.0),
                post + 2, Map.of("score", 0.5),
                post + 3, Map.of("score", 0.75)));
    }

    private static void addFound(SampleLake lake) {
        for (int i = 0; i < TEXTS.size(); i++) {
            lake.add(SamplePost.of(ALICE, Integer.toString(i + 1), TEXTS.get(i), NOON.plusSeconds(i)));
        }
        lake.add(
                SamplePost.of(ALICE, "late", "midnight", MIDNIGHT.minusNanos(1000)),
                SamplePost.of(ALICE, "next", "midnight", MIDNIGHT));
        lake.add(identity(ALICE, "alice.example", 1, NOON), identity(BOB, "Bob.Example", 2, NOON));
        lake.add(SamplePost.of(BOB, "csv", "=1+1, \"quoted\"\r\nsecond line", NOON.minusSeconds(60))
                .links("https://a.example/?x=1,2", "https://b.example/")
                .replyTo("at://did:plc:alice/app.bsky.feed.post/1"));
        lake.execute("UPDATE posts SET hashtags = ['@one', 'two'], langs = ['de', 'en'], image_count = 2,"
                + " has_video = true, embed_type = 'app.bsky.embed.images' WHERE rkey = 'csv'");
    }

    /** With Alice's first post; some of Carol, who is hidden, and one that was taken back. */
    private static void addInteractions(SampleLake lake) {
        String post = "at://did:plc:alice/app.bsky.feed.post/1";
        SampleInteraction takenBack = SampleInteraction.like(ALICE, "1", post, NOON);
        lake.add(
                        SampleInteraction.like(BOB, "1", post, NOON),
                        takenBack,
                        SampleInteraction.like(CAROL, "1", post, NOON),
                        SampleInteraction.repost(BOB, "1", post, NOON))
                .takeBack(takenBack, "3b", NOON.plusSeconds(1));
    }

    /** All of them say "fox"; the one returned is yet to be edited. */
    private static SamplePost addHidden(SampleLake lake) {
        SamplePost deleted = SamplePost.of(ALICE, "deleted", "deleted fox", NOON).rev("3b");
        SamplePost edited = SamplePost.of(ALICE, "edited", "fox before", NOON).rev("3b");
        lake.add(deleted, edited, SamplePost.of(CAROL, "carol", "suspended fox", NOON))
                .add(deleted.deleted("3c", NOON.plus(Duration.ofDays(3))))
                .add(status(CAROL, "takendown", 3, NOON));
        return edited;
    }
}
