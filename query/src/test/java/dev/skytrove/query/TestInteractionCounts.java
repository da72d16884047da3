package dev.skytrove.query;

import static dev.skytrove.testing.lake.SampleInteraction.like;
import static dev.skytrove.testing.lake.SampleInteraction.repost;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.query.admission.Cancellation;
import dev.skytrove.query.keys.RecordKeyTime;
import dev.skytrove.query.reactions.CountPage;
import dev.skytrove.query.reactions.CountPage.Counts;
import dev.skytrove.testing.lake.SampleAccount;
import dev.skytrove.testing.lake.SampleInteraction;
import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.lake.SamplePost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Likes, reposts, replies and quotes of posts. */
final class TestInteractionCounts {
    private static final Instant NOON = Instant.parse("2026-07-04T12:30:00Z");
    private static final String POST = "at://did:plc:a/app.bsky.feed.post/1";
    private static final String OTHER = "at://did:plc:a/app.bsky.feed.post/2";

    @TempDir
    private Path directory;

    @Test
    void i4WhatWasTakenBackDoesNotCount() {
        SampleInteraction taken = like("did:plc:b", "taken", POST, NOON).rev("3b");
        SampleInteraction again = like("did:plc:c", "again", POST, NOON).rev("3c");
        try (SampleLake lake = lake()) {
            lake.add(taken, again, like("did:plc:d", "1", POST, NOON), repost("did:plc:b", "taken", POST, NOON))
                    .takeBack(taken, "3c", NOON.plus(Duration.ofDays(2)))
                    .takeBack(again, "3b", NOON)
                    .flush(1);

            assertThat(counts(lake, POST)).containsExactly(new Counts(POST, 2, 1, 0, 0));
        }
    }

    @Test
    void anAccountCountsOnce() {
        try (SampleLake lake = lake()) {
            lake.add(like("did:plc:b", "1", POST, NOON), like("did:plc:b", "2", POST, NOON)).flush(1);
            lake.add(like("did:plc:b", "1", POST, NOON), repost("did:plc:b", "1", POST, NOON)).flush(2);

            assertThat(counts(lake, POST)).containsExactly(new Counts(POST, 1, 1, 0, 0));
        }
    }

    @Test
    void i4WhatHiddenAccountsDidDoesNotCount() {
        try (SampleLake lake = lake()) {
            lake.add(like("did:plc:gone", "1", POST, NOON), repost("did:plc:gone", "1", POST, NOON))
                    .add(SamplePost.of("did:plc:gone", "1", "a reply", NOON).replyTo(POST))
                    .add(SampleAccount.status("did:plc:gone", "takendown", 1, NOON.minusSeconds(99)))
                    .flush(1);

            assertThat(counts(lake, POST)).containsExactly(new Counts(POST, 0, 0, 0, 0));
        }
    }

    @Test
    void repliesAndQuotesAreThoseThatCanBeSeen() {
        SamplePost reply = SamplePost.of("did:plc:b", "reply", "a reply", NOON).replyTo(POST).rev("3b");
        SamplePost deleted = SamplePost.of("did:plc:b", "deleted", "a reply", NOON).replyTo(POST).rev("3b");
        SamplePost both = SamplePost.of("did:plc:b", "both", "answers one, quotes another", NOON).replyTo(POST);
        try (SampleLake lake = lake()) {
            lake.add(reply, deleted, both).execute("UPDATE posts SET quote_uri = ? WHERE rkey = 'both'", OTHER);
            lake.add(deleted.deleted("3c", NOON.plusSeconds(9))).flush(1);
            lake.add(reply.updated("3c", "still a reply", NOON.plus(Duration.ofHours(5)))).flush(2);

            assertThat(counts(lake, OTHER, POST))
                    .containsExactly(new Counts(OTHER, 0, 0, 0, 1), new Counts(POST, 0, 0, 2, 0));
        }
    }

    @Test
    void keysThatTellATimeSaveReadingWhatIsOlder() {
        // Made at 2026-07-04T12:00:00Z.
        String uri = "at://did:plc:a/app.bsky.feed.post/3mpsz5xlw222c";
        assertThat(RecordKeyTime.of(uri).orElseThrow()).isEqualTo("2026-07-04T12:00:00Z");
        try (SampleLake lake = lake()) {
            lake.add(like("did:plc:b", "1", uri, NOON.minus(Duration.ofDays(9)))).flush(1);
            lake.add(like("did:plc:c", "1", uri, NOON.minus(Duration.ofHours(9)))).flush(2);

            assertThat(counts(lake, uri)).containsExactly(new Counts(uri, 1, 0, 0, 0));
            assertThat(counts(lake, uri, POST)).first().isEqualTo(new Counts(uri, 2, 0, 0, 0));
        }
    }

    @Test
    void keysOfTheFutureSayNothing() {
        String uri = "at://did:plc:a/app.bsky.feed.post/bzzzzzzzzzzzz";
        try (SampleLake lake = lake()) {
            lake.add(like("did:plc:b", "1", uri, NOON)).flush(1);

            assertThat(RecordKeyTime.of(uri).orElseThrow()).isAfter(Instant.now());
            assertThat(counts(lake, uri)).containsExactly(new Counts(uri, 1, 0, 0, 0));
        }
    }

    @Test
    void damagedLikesAreLeftOutAndSaid() throws IOException {
        try (SampleLake lake = lake();
                PostSearch search = TestingSearch.open(lake.storage(), directory.resolve("cache"))) {
            lake.add(like("did:plc:b", "1", POST, NOON)).flush(1);
            String damaged = lake.add(like("did:plc:c", "1", POST, NOON)).flush(2).getFirst();
            Files.write(lake.storage().resolve(damaged), new byte[9]);

            CountPage page = search.counts(List.of(POST), new Cancellation(), counted -> counted).join();

            assertThat(page.counts()).containsExactly(new Counts(POST, 1, 0, 0, 0));
            assertThat(page.meta().unreadable()).containsExactly(damaged);
        }
    }

    @Test
    void randomLakesAreCountedLikeTheModel() {
        Random random = new Random(20260704);
        List<String> posts = List.of(POST, OTHER, "at://did:plc:c/app.bsky.feed.post/3");
        List<SampleInteraction> likes = new ArrayList<>();
        Map<String, String> taken = new HashMap<>();
        try (SampleLake lake = lake()) {
            for (int i = 0; i < 200; i++) {
                String did = "did:plc:" + (char) ('a' + random.nextInt(12));
                String rev = String.format("3k%04d", random.nextInt(1000));
                SampleInteraction some =
                        like(did, "k" + i, posts.get(random.nextInt(3)), NOON.plusSeconds(random.nextInt(90_000))).rev(rev);
                likes.add(some);
                lake.add(some);
                if (random.nextInt(2) == 0) {
                    taken.put(some.uri(), String.format("3k%04d", random.nextInt(1000)));
                    lake.takeBack(some, taken.get(some.uri()), some.indexedAt().plusSeconds(random.nextInt(9_000)));
                }
                if (i % 50 == 49) {
                    lake.flush(i);
                }
            }
            List<Counts> expected = posts.stream().map(post -> new Counts(post, model(post, likes, taken), 0, 0, 0)).toList();

            assertThat(counts(lake, posts.toArray(String[]::new))).isEqualTo(expected);
        }
    }

    private static long model(String post, List<SampleInteraction> likes, Map<String, String> taken) {
        Set<String> accounts = new HashSet<>();
        for (SampleInteraction like : likes) {
            boolean lives = taken.getOrDefault(like.uri(), "").compareTo(like.rev()) < 0;
            if (lives && like.subjectUri().equals(post)) {
                accounts.add(like.did());
            }
        }
        return accounts.size();
    }

    private SampleLake lake() {
        return SampleLake.in(directory.resolve("lake"));
    }

    private List<Counts> counts(SampleLake lake, String... uris) {
        try (PostSearch search = TestingSearch.open(lake.storage(), directory.resolve("cache"))) {
            return search.counts(List.of(uris), new Cancellation(), CountPage::counts).join();
        }
    }
}
