package dev.skytrove.testing.visibility;

import dev.skytrove.testing.lake.SampleAccount;
import dev.skytrove.testing.lake.SampleDelete;
import dev.skytrove.testing.lake.SampleKey;
import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.lake.SamplePost;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What happens to one post, and which version of it is shown when all of that is known, in whatever order it came. A post of
 * an account of no other case; all posts have the same key.
 *
 * <p>In no case was what hides a version seen more than an hour before it: searches of the time of the version alone do not
 * look there.
 *
 * @param name what it shows
 * @param did the account
 * @param shown the text of the version that is shown; none if the post is hidden
 * @param events what happens
 */
public record PostCase(String name, String did, List<String> shown, List<Event> events) {
    private static final Instant NOON = Instant.parse("2026-07-04T12:00:00Z");
    private static final String KEY = SampleKey.at(NOON);
    private static final String POSTS = "app.bsky.feed.post";
    private static final String LIKES = "app.bsky.feed.like";
    private static final String LONG = "x".repeat(70_000);

    /**
     * Each line: name, events, revision of the version that is shown. An event: what it is, its revision (of account events
     * their sequence number), and when it is seen, in seconds after noon.
     */
    private static final String TABLE =
            """
            created | create 1 10 | 1
            seen twice at one microsecond | create 1 10, create 1 10 | 1
            seen twice | create 1 10, create 1 15 | 1
            seen twice, an hour apart | create 1 10, create 1 3605 | 1
            seen twice, a day apart | create 1 10, create 1 86500 | 1
            updated | create 1 10, update 2 20 | 2
            updated at one microsecond | create 1 10, update 2 10 | 2
            updated an hour later | create 1 10, update 2 3700 | 2
            updated a day later | create 1 10, update 2 90000 | 2
            updated a month later | create 1 10, update 2 3000000 | 2
            updated twice | create 1 10, update 2 20, update 3 30 | 3
            updated, and seen twice | create 1 10, update 2 20, create 1 30, update 2 40 | 2
            update is seen before its post | update 2 10, create 1 20 | 2
            update is seen in the hour before | update 2 3590, create 1 3610 | 2
            updates are seen in another order | create 1 10, update 3 20, update 2 30 | 3
            only the update is there | update 2 10 | 2
            deleted | create 1 10, delete 2 20 | -
            deleted at its own revision | create 1 10, delete 1 20 | -
            deleted at one microsecond | create 1 10, delete 2 10 | -
            deleted an hour later | create 1 10, delete 2 3700 | -
            deleted a month later | create 1 10, delete 2 3000000 | -
            deletion is seen before its post | delete 2 10, create 1 20 | -
            deletion is seen in the hour before | delete 2 3590, create 1 3610 | -
            deleted twice | create 1 10, delete 2 20, delete 2 20, delete 2 90000 | -
            deleted, and seen once more | create 1 10, delete 2 20, create 1 30 | -
            updated and deleted | create 1 10, update 2 20, delete 3 30 | -
            update and deletion at one revision | create 1 10, update 2 20, delete 2 30 | -
            update before the deletion is seen after it | create 1 10, delete 3 20, update 2 30 | -
            created again | create 1 10, delete 2 20, create 3 30 | 3
            created again at one microsecond | create 1 10, delete 2 10, create 3 10 | 3
            created again a day later | create 1 10, delete 2 20, create 3 90000 | 3
            created again, which is seen before the deletion | create 1 10, create 3 20, delete 2 30 | 3
            created again and deleted again | create 1 10, delete 2 20, create 3 30, delete 4 40 | -
            created again and updated | create 1 10, delete 2 20, create 3 30, update 4 40 | 4
            deleted before it was created | delete 1 10, create 2 20 | 2
            update is too large | create 1 10, large 2 20 | -
            update is too large, at one microsecond | create 1 10, large 2 10 | -
            update is too large, a month later | create 1 10, large 2 3000000 | -
            update is too large, and seen before its post | large 2 10, create 1 20 | -
            update is too large, and seen in the hour before | large 2 3590, create 1 3610 | -
            second update is too large | create 1 10, update 2 20, large 3 30 | -
            update is too large, the next one is not | create 1 10, large 2 20, update 3 30 | 3
            update is too large, and seen after the next one | create 1 10, update 3 20, large 2 30 | 3
            one version, of which one copy is too large | create 2 10, large 2 20 | 2
            post is too large | large 1 10 | -
            post is too large, its update is not | large 1 10, update 2 20 | 2
            update is too large and deleted | create 1 10, large 2 20, delete 3 30 | -
            update is too large, deleted, created again | create 1 10, large 2 20, delete 3 30, create 4 40 | 4
            like of the same key is deleted | create 1 10, delete-like 2 20 | 1
            like of the same key is too large | create 1 10, large-like 2 20 | 1
            another post is deleted | create 1 10, delete-beside 2 20 | 1
            post of the same key of another account is deleted | create 1 10, delete-elsewhere 2 20 | 1
            post of the same key of another account is too large | create 1 10, large-elsewhere 2 20 | 1
            account goes | create 1 10, goes 1 20 | -
            account goes, and is seen before the post | goes 1 10, create 1 20 | -
            account goes at one microsecond | create 1 10, goes 1 10 | -
            account goes a month later | create 1 10, goes 1 3000000 | -
            account goes and returns | create 1 10, goes 1 20, returns 2 30 | 1
            account returns a month later | create 1 10, goes 1 20, returns 2 3000000 | 1
            updated while the account is gone | create 1 10, goes 1 20, update 2 30, returns 2 40 | 2
            updated, and the account goes | create 1 10, update 2 20, goes 1 30 | -
            deleted while the account is gone | create 1 10, goes 1 20, delete 2 30, returns 2 40 | -
            created again, and the account goes | create 1 10, delete 2 20, create 3 30, goes 1 40 | -
            another account goes | create 1 10, goes-elsewhere 1 20 | 1
            """;

    /** All of them. */
    public static List<PostCase> all() {
        List<PostCase> cases = new ArrayList<>();
        TABLE.lines().forEach(line -> cases.add(of(line.split(" *\\| *", -1), "did:plc:post" + cases.size())));
        return List.copyOf(cases);
    }

    private static PostCase of(String[] cells, String did) {
        List<Event> events = Arrays.stream(cells[1].split(", ", -1))
                .map(event -> event.split(" ", -1))
                .map(words -> new Event(
                        Kind.valueOf(words[0].toUpperCase(Locale.ROOT).replace('-', '_')),
                        did,
                        Integer.parseInt(words[1]),
                        NOON.plusSeconds(Long.parseLong(words[2])),
                        text(cells[0], words[1])))
                .toList();
        return new PostCase(cells[0], did, cells[2].equals("-") ? List.of() : List.of(text(cells[0], cells[2])), events);
    }

    private static String text(String name, String revision) {
        return name + " " + revision;
    }

    /** Whether anything is said of an account. */
    public boolean isOfAccounts() {
        return events.stream().anyMatch(event -> event.kind().isOfAccounts());
    }

    @Override
    public String toString() {
        return name;
    }

    /** What an event is. */
    public enum Kind {
        /** The post is made, or made again. */
        CREATE,
        /** The post is changed. */
        UPDATE,
        /** The post is changed to one that is too large to be shown. */
        LARGE,
        /** The post is deleted. */
        DELETE,
        /** A like of the account that has the key of the post is deleted. */
        DELETE_LIKE,
        /** Such a like is too large. */
        LARGE_LIKE,
        /** Another post of the account is deleted. */
        DELETE_BESIDE,
        /** Another account deletes a post that has the same key. */
        DELETE_ELSEWHERE,
        /** Such a post is changed to one that is too large. */
        LARGE_ELSEWHERE,
        /** The account is not active any more. */
        GOES,
        /** The account is active again. */
        RETURNS,
        /** Another account is not active any more. */
        GOES_ELSEWHERE;

        /** Whether it makes a version that may be shown. */
        public boolean isVersion() {
            return this == CREATE || this == UPDATE;
        }

        /** Whether it is said of an account. */
        public boolean isOfAccounts() {
            return this == GOES || this == RETURNS || this == GOES_ELSEWHERE;
        }
    }

    /**
     * One of the events.
     *
     * @param account that of the case, also where the event is another's
     * @param number its revision, or its sequence number
     * @param text of the version that it makes, if it makes one
     */
    public record Event(Kind kind, String account, int number, Instant seen, String text) {
        /** Adds its row to the next batch of a lake. */
        public void addTo(SampleLake lake) {
            switch (kind) {
                case CREATE, UPDATE -> lake.add(post());
                case LARGE, LARGE_ELSEWHERE -> lake.addOversized(post());
                case LARGE_LIKE ->
                    lake.execute(
                            "INSERT INTO oversized VALUES (?, ?, ?, ?, 'bafy', ?, 'update', 'commit', ?, 70000, '{}')",
                            uri(), did(), collection(), rkey(), rev(), seen);
                case DELETE, DELETE_BESIDE, DELETE_ELSEWHERE -> lake.add(new SampleDelete(did(), rkey(), rev(), seen));
                case DELETE_LIKE ->
                    lake.execute(
                            "INSERT INTO deletes VALUES (?, ?, ?, ?, ?, ?)",
                            uri(), did(), collection(), rkey(), rev(), seen);
                case GOES, RETURNS, GOES_ELSEWHERE -> lake.add(SampleAccount.status(did(), status(), number, seen));
            }
        }

        private SamplePost post() {
            String operation = kind == Kind.CREATE ? "create" : "update";
            return new SamplePost(
                    did(), rkey(), rev(), operation, text, seen, seen, seen, null, List.of(text), List.of());
        }

        /** The event as the network sends it. */
        public String line() {
            return switch (kind) {
                case CREATE -> commit("create", record(text));
                case UPDATE -> commit("update", record(text));
                case LARGE, LARGE_LIKE, LARGE_ELSEWHERE -> commit("update", record(LONG));
                case DELETE, DELETE_LIKE, DELETE_BESIDE, DELETE_ELSEWHERE -> commit("delete", "");
                case GOES, RETURNS, GOES_ELSEWHERE ->
                    event("account", "\"did\":\"%s\",\"seq\":%d,\"time\":\"%s\",\"active\":%b"
                            .formatted(did(), number, seen, kind == Kind.RETURNS));
            };
        }

        private String commit(String operation, String record) {
            return event("commit", "\"rev\":\"%s\",\"operation\":\"%s\",\"collection\":\"%s\",\"rkey\":\"%s\"%s"
                    .formatted(rev(), operation, collection(), rkey(), record));
        }

        private String record(String content) {
            return ",\"record\":{\"createdAt\":\"" + seen + "\",\"text\":\"" + content + "\"},\"cid\":\"bafy\"";
        }

        private String event(String name, String content) {
            return "{\"did\":\"%s\",\"time_us\":%d,\"kind\":\"%s\",\"%s\":{%s}}"
                    .formatted(did(), ChronoUnit.MICROS.between(Instant.EPOCH, seen), name, name, content);
        }

        private String did() {
            return switch (kind) {
                case DELETE_ELSEWHERE, LARGE_ELSEWHERE, GOES_ELSEWHERE -> account + "x";
                default -> account;
            };
        }

        private String collection() {
            return kind == Kind.DELETE_LIKE || kind == Kind.LARGE_LIKE ? LIKES : POSTS;
        }

        private String rkey() {
            return kind == Kind.DELETE_BESIDE ? KEY + "x" : KEY;
        }

        private String rev() {
            return "3rev" + number;
        }

        private String uri() {
            return "at://" + did() + "/" + collection() + "/" + rkey();
        }

        private String status() {
            return kind == Kind.RETURNS ? null : "deactivated";
        }
    }
}
