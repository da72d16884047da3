package dev.skytrove.simulator.generator;

import java.util.List;

/**
 * How often events are what.
 *
 * @param all together a million, the most usual first, for speed
 */
record Shares(List<Share> all) {
    private static final int MILLION = 1_000_000;

    /** How many events of a million are of a kind. */
    private record Share(Kind kind, int perMillion) {}

    /** Those of a mix. */
    static Shares of(Mix mix) {
        return switch (mix) {
            case Y2024 -> of2024();
            case Y2026 -> of2026();
        };
    }

    /**
     * The million had, by collection and whatever the operation, 448,944 likes, 360,374 follows, 90,816 posts, 58,540
     * reposts, 14,040 blocks, 11,762 profiles, 8,103 list items, and 5,328 events without a commit. How many were
     * deletes is not told: they are as frequent here as in 2026, and within those numbers, so fewer are made of each.
     */
    private static Shares of2024() {
        return new Shares(List.of(
                new Share(Kind.LIKE, 438_967),
                new Share(Kind.FOLLOW, 353_340),
                new Share(Kind.POST, 84_634),
                new Share(Kind.REPOST, 57_398),
                new Share(Kind.DELETE, 24_000),
                new Share(Kind.BLOCK, 13_766),
                new Share(Kind.PROFILE, 11_809),
                new Share(Kind.LIST_ITEM, 8_136),
                new Share(Kind.IDENTITY, 3_000),
                new Share(Kind.ACCOUNT, 2_349),
                new Share(Kind.FOREIGN, 2_101),
                new Share(Kind.POST_UPDATE, 500)));
    }

    /** 69 % likes, 11 % posts, and of the rest about as much as so short a recording can tell. */
    private static Shares of2026() {
        return new Shares(List.of(
                new Share(Kind.LIKE, 690_000),
                new Share(Kind.POST, 110_000),
                new Share(Kind.REPOST, 100_000),
                new Share(Kind.FOLLOW, 40_000),
                new Share(Kind.DELETE, 24_000),
                new Share(Kind.BLOCK, 8_000),
                new Share(Kind.FOREIGN, 8_000),
                new Share(Kind.ACCOUNT, 6_000),
                new Share(Kind.PROFILE, 5_000),
                new Share(Kind.IDENTITY, 5_000),
                new Share(Kind.LIST_ITEM, 2_000),
                new Share(Kind.POST_UPDATE, 2_000)));
    }

    /** What a throw of the dice means. */
    Kind kind(Dice dice) {
        int roll = dice.below(MILLION);
        for (Share share : all) {
            roll -= share.perMillion;
            if (roll < 0) {
                return share.kind;
            }
        }
        throw new IllegalStateException("the shares are less than a million");
    }
}
