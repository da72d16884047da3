package dev.skytrove.lake.event;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Hand-written frames; {@code '} stands for the quote that JSON wants. */
public final class Frames {
    /** The {@code time_us} of all of them: 2026-07-04T14:38:08.085434Z. */
    public static final long TIME_US = 1_783_175_888_085_434L;

    private Frames() {}

    /** The frame that this text is. */
    public static byte[] frame(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    /** A commit of a record. */
    public static byte[] commit(String collection, String operation, String record) {
        return frame(
                """
                {'did':'did:plc:alice','time_us':%d,'kind':'commit','commit':{'rev':'3rev','operation':'%s',\
                'collection':'%s','rkey':'3key','record':%s,'cid':'bafycid'}}"""
                        .formatted(TIME_US, operation, collection, record));
    }

    /** A new post. */
    public static byte[] post(String record) {
        return commit("app.bsky.feed.post", "create", record);
    }

    /** An event of another kind than commit, with an object of the kind's name. */
    public static byte[] account(String kind, String content) {
        return frame("{'did':'did:plc:alice','time_us':%d,'kind':'%s','%s':%s}"
                .formatted(TIME_US, kind, kind, content));
    }

    /** A post that has something for every column: the one that is documented. */
    public static byte[] fullPost() {
        return DocumentedPost.event();
    }

    /** One frame for every table, with something for every column. */
    public static List<byte[]> ofEveryTable() {
        String subject = "{'createdAt':'2026-07-04T14:38:06Z','subject':{'uri':'at://post'},'via':{'uri':'at://via'}}";
        String relation = "{'createdAt':'2026-07-04T14:38:06Z','subject':'did:plc:bob'}";
        String profile = "{'createdAt':'2024-01-01T00:00:00Z','displayName':'Alice','description':'It is me'}";
        return List.of(
                fullPost(),
                commit("app.bsky.feed.like", "create", subject),
                commit("app.bsky.feed.repost", "create", subject),
                commit("app.bsky.graph.follow", "create", relation),
                commit("app.bsky.graph.block", "create", relation),
                commit("app.bsky.actor.profile", "update", profile),
                commit("app.bsky.feed.post", "delete", "null"),
                commit("com.example.thing", "create", "{'createdAt':'2026-07-04T14:38:06Z','x':[1,{}]}"),
                account("identity", "{'handle':'alice.test','seq':1,'time':'2026-07-04T14:38:06Z'}"),
                account("account", "{'active':false,'status':'deleted','seq':2,'time':'2026-07-04T14:38:06Z'}"),
                post("{'text':'%s'}".formatted("x".repeat(1 << 16))));
    }
}
