package dev.skytrove.search;

import dev.skytrove.functions.Times;
import dev.skytrove.query.criteria.TimeRange;
import dev.skytrove.query.reactions.PairPosts;
import dev.skytrove.query.reactions.PairReactions;
import dev.skytrove.query.read.SearchMeta;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import java.util.stream.Stream;

/**
 * The JSON of what two accounts had to do with each other.
 *
 * @param a the DID of one
 * @param b that of the other
 * @param start of the range; null if it is open
 * @param end of the range; null if it is open
 * @param aToB what a did
 * @param bToA what b did
 * @param meta how it came about
 */
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
record InteractionsAnswer(
        String a,
        String b,
        @Nullable String start,
        @Nullable String end,
        Direction aToB,
        Direction bToA,
        CountsAnswer.Meta meta) {
    /**
     * What one did.
     *
     * @param likes how many different posts of the other it likes
     * @param reposts how many it reposts
     * @param replies how many of its posts answer one of the other
     * @param quotes how many embed one
     * @param mentions how many mention the other
     */
    @Serdeable.Serializable
    record Direction(long likes, long reposts, long replies, long quotes, long mentions) {}

    static InteractionsAnswer of(
            String a,
            String b,
            TimeRange range,
            List<PairPosts.Counts> posts,
            SearchMeta written,
            PairReactions reactions) {
        return new InteractionsAnswer(
                a,
                b,
                Times.format(range, TimeRange::start),
                Times.format(range, TimeRange::end),
                direction(a, posts.getFirst(), reactions),
                direction(b, posts.getLast(), reactions),
                meta(written, reactions.meta()));
    }

    private static Direction direction(String did, PairPosts.Counts posts, PairReactions reactions) {
        return new Direction(
                reactions.likes().getOrDefault(did, 0L),
                reactions.reposts().getOrDefault(did, 0L),
                posts.replies(),
                posts.quotes(),
                posts.mentions());
    }

    private static CountsAnswer.Meta meta(SearchMeta written, SearchMeta reacted) {
        return new CountsAnswer.Meta(
                written.filesRead() + reacted.filesRead(),
                written.isComplete() && reacted.isComplete(),
                Stream.concat(written.unreadable().stream(), reacted.unreadable().stream())
                        .distinct()
                        .limit(SearchMeta.MOST_NAMED)
                        .toList(),
                written.elapsed().plus(reacted.elapsed()).toMillis(),
                null);
    }
}
