package dev.skytrove.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Events whose sizes a stranger chose, in every table, with usual ones between them. Some 90 MB of JSON. */
final class LargeRecording {
    /** What every usual post says. */
    static final String USUAL = "usual";

    private static final long START = 1_783_196_000_000_000L;
    private static final int USUAL_POSTS = 200;
    private static final List<String> COLLECTIONS = List.of(
            "app.bsky.feed.post",
            "app.bsky.feed.like",
            "app.bsky.feed.repost",
            "app.bsky.graph.follow",
            "app.bsky.graph.block",
            "app.bsky.actor.profile",
            "com.example.thing");

    private final Random random = new Random(5);
    private final List<String> lines = new ArrayList<>();

    private LargeRecording() {}

    /** The events, one a line. */
    static List<String> lines() {
        LargeRecording recording = new LargeRecording();
        recording.fill();
        return recording.lines;
    }

    private void fill() {
        // As large as a row of posts can be: the more of them, the more one that is counted in rows takes.
        for (int i = 0; i < 500; i++) {
            post("text\":\"large " + words(60_000));
        }
        String tags = IntStream.range(0, 8_000).mapToObj(n -> "\"" + n + "\"").collect(Collectors.joining(","));
        // An export that finds a hundred of these needs more memory than a function has by default.
        for (int i = 0; i < 20; i++) {
            post("text\":\"many\",\"tags\":[" + tags + "],\"x\":\"");
        }
        for (String collection : COLLECTIONS) {
            commit("create", collection, "text\":\"" + words(950_000));
            // One byte of a record, six of JSON, next to nothing in Redis.
            commit("create", collection, "text\":\"" + "\\u0001".repeat(400_000));
            commit("update", collection, "description\":\"" + words(100_000));
            commit("create", collection, "list\":[" + "{\"a\":[]},".repeat(100_000) + "0],\"x\":\"");
        }
        for (int i = 0; i < 8; i++) {
            post("text\":\"" + "\\u0001".repeat(400_000));
        }
        for (int i = 0; i < USUAL_POSTS; i++) {
            post("text\":\"" + USUAL + " " + i);
        }
        hidden();
    }

    /** Usual posts that nobody may see, because of events of any size. */
    private void hidden() {
        String did = "did:plc:gone";
        lines.add(commit(did, "create", "app.bsky.feed.post", key(), "\"record\":{\"text\":\"" + USUAL + " gone\"},"));
        lines.add("{\"did\":\"" + did + "\",\"time_us\":" + time() + ",\"kind\":\"account\",\"account\":{\"seq\":7,"
                + "\"active\":false,\"status\":\"deleted\",\"why\":\"" + words(1_000_000) + "\"}}");
        lines.add("{\"did\":\"did:plc:named\",\"time_us\":" + time() + ",\"kind\":\"identity\",\"identity\":{\"seq\":8,"
                + "\"handle\":\"" + "x".repeat(300_000) + "\"}}");
        lines.add(commit("did:plc:author", "create", "app.bsky.feed.post", "changed",
                "\"record\":{\"text\":\"" + USUAL + " before\"},"));
        lines.add(commit("did:plc:author", "create", "app.bsky.feed.post", "deleted",
                "\"record\":{\"text\":\"" + USUAL + " deleted\"},"));
        lines.add(commit("did:plc:author", "delete", "app.bsky.feed.post", "deleted",
                "\"why\":\"" + words(200_000) + "\","));
        lines.add(commit("did:plc:author", "update", "app.bsky.feed.post", "changed",
                "\"record\":{\"text\":\"" + words(200_000) + "\"},"));
    }

    private void post(String field) {
        commit("create", "app.bsky.feed.post", field);
    }

    /** @param field of the record, up to a quote that is left out */
    private void commit(String operation, String collection, String field) {
        String record = "\"record\":{\"createdAt\":\"2026-07-04T20:13:19Z\",\"" + field + "\"},";
        lines.add(commit("did:plc:author", operation, collection, key(), record));
    }

    private String commit(String did, String operation, String collection, String key, String content) {
        return "{\"did\":\"" + did + "\",\"time_us\":" + time() + ",\"kind\":\"commit\",\"commit\":{" + content
                + "\"operation\":\"" + operation + "\",\"collection\":\"" + collection + "\",\"rkey\":\"" + key
                + "\",\"rev\":\"" + String.format(Locale.ROOT, "rev%06d", lines.size()) + "\",\"cid\":\"bafy\"}}";
    }

    private String key() {
        return String.format(Locale.ROOT, "key%06d", lines.size());
    }

    private long time() {
        return START + lines.size() * 1_000L;
    }

    /** Words that do not compress away. */
    private String words(int length) {
        StringBuilder text = new StringBuilder(length + 12);
        while (text.length() < length) {
            text.append(Long.toString(random.nextLong(1L << 40), 36)).append(' ');
        }
        return text.substring(0, length);
    }
}
