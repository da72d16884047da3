package dev.skytrove.simulator.generator;

/** What an event is. {@link Shares} say how often it is that. */
enum Kind {
    LIKE("app.bsky.feed.like"),
    POST("app.bsky.feed.post"),
    REPOST("app.bsky.feed.repost"),
    FOLLOW("app.bsky.graph.follow"),
    /** Deletes an earlier like, post, repost, follow or block. */
    DELETE(""),
    BLOCK("app.bsky.graph.block"),
    /** Somebody is put on a list. */
    LIST_ITEM("app.bsky.graph.listitem"),
    /** A record of a collection that is not among the others here. */
    FOREIGN(""),
    /** A new or changed profile. */
    PROFILE("app.bsky.actor.profile"),
    /** Changes an earlier post. */
    POST_UPDATE("app.bsky.feed.post"),
    IDENTITY(""),
    ACCOUNT("");

    private final String collection;

    Kind(String collection) {
        this.collection = collection;
    }

    /** The collection of its records; empty if it has not just one. */
    String collection() {
        return collection;
    }

    /** Whether it makes a record that a later event may delete. */
    boolean makesDeletable() {
        return switch (this) {
            case LIKE, POST, REPOST, FOLLOW, BLOCK -> true;
            case DELETE, LIST_ITEM, FOREIGN, PROFILE, POST_UPDATE, IDENTITY, ACCOUNT -> false;
        };
    }
}
