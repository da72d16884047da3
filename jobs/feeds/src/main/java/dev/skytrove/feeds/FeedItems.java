package dev.skytrove.feeds;

import dev.skytrove.query.PostSearch;
import dev.skytrove.query.criteria.TimeRange;
import dev.skytrove.query.feeds.PostLine;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The lines of feeds. What nobody may see is in none of them. */
final class FeedItems {
    private FeedItems() {}

    /** The lines of a feed at a time. */
    static List<Map<String, Object>> of(Feed feed, PostSearch search, Instant now) {
        Instant start = now.minus(feed.within());
        return switch (feed.items()) {
            case POSTS -> search.search(FeedQuery.criteria(feed.query(), start, now, feed.limit())).posts().stream()
                    .map(PostLine::of)
                    .toList();
            case MOST_LIKED -> search.feeds().mostLiked(new TimeRange(start, now), feed.limit());
            case TRENDING_HASHTAGS ->
                search.feeds().trendingHashtags(now, feed.within(), feed.minAuthors(), feed.limit());
        };
    }
}
