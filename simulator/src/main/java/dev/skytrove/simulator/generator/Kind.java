package dev.skytrove.simulator.generator;

/** What an event is, and how often it is that, as recorded from the public network. */
enum Kind {
    LIKE(6900, "app.bsky.feed.like"),
    POST(1100, "app.bsky.feed.post"),
    REPOST(1000, "app.bsky.feed.repost"),
    FOLLOW(400, "app.bsky.graph.follow"),
    /** Deletes an earlier like, post, repost, follow or block. */
    DELETE(240, ""),
    BLOCK(80, "app.bsky.graph.block"),
    /** A record of a collection that is not among the others here. */
    FOREIGN(100, ""),
    /** A new or changed profile. */
    PROFILE(50, "app.bsky.actor.profile"),
    /** Changes an earlier post. */
    POST_UPDATE(20, "app.bsky.feed.post"),
    IDENTITY(50, ""),
    ACCOUNT(60, "");

    private static final Kind[] ALL = values();

    private final int perTenThousand;
    private final String collection;

    Kind(int perTenThousand, String collection) {
        this.perTenThousand = perTenThousand;
        this.collection = collection;
    }

    /** What a throw of the dice means; all outcomes together are 10,000. */
    static Kind of(Dice dice) {
        int roll = dice.below(10_000);
        for (Kind kind : ALL) {
            roll -= kind.perTenThousand;
            if (roll < 0) {
                return kind;
            }
        }
        return LIKE;
    }

    /** The collection of its records; empty if it has not just one. */
    String collection() {
        return collection;
    }

    /** Whether it makes a record that a later event may delete. */
    boolean makesDeletable() {
        return switch (this) {
            case LIKE, POST, REPOST, FOLLOW, BLOCK -> true;
            case DELETE, FOREIGN, PROFILE, POST_UPDATE, IDENTITY, ACCOUNT -> false;
        };
    }
}
