package dev.skytrove.lake.event;

import dev.skytrove.lake.Table;

/** Which table an event belongs to. */
final class Routing {
    /** Those with a table of their own, the frequent ones first. */
    static final KnownNames COLLECTIONS = KnownNames.of(
            "app.bsky.feed.like",
            "app.bsky.feed.post",
            "app.bsky.feed.repost",
            "app.bsky.graph.follow",
            "app.bsky.graph.block",
            "app.bsky.actor.profile");

    private Routing() {}

    /** The table of a commit. */
    static Table ofCommit(String collection, String operation) {
        return switch (operation) {
            case "create", "update" -> ofRecord(collection);
            case "delete" -> Table.DELETES;
            default -> Table.OTHERS;
        };
    }

    /** Whether a commit with this operation brings a record. */
    static boolean bringsRecord(String operation) {
        return operation.equals("create") || operation.equals("update");
    }

    private static Table ofRecord(String collection) {
        return switch (collection) {
            case "app.bsky.feed.post" -> Table.POSTS;
            case "app.bsky.feed.like" -> Table.LIKES;
            case "app.bsky.feed.repost" -> Table.REPOSTS;
            case "app.bsky.graph.follow" -> Table.FOLLOWS;
            case "app.bsky.graph.block" -> Table.BLOCKS;
            case "app.bsky.actor.profile" -> Table.PROFILES;
            default -> Table.OTHERS;
        };
    }
}
