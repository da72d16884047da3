package dev.skytrove.search;

import dev.skytrove.query.reactions.CountPage;
import dev.skytrove.query.read.SearchMeta;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;

/**
 * The JSON of counts.
 *
 * @param counts of each post, in the order asked for
 * @param meta how they came about
 */
@Serdeable.Serializable
record CountsAnswer(List<Counts> counts, Meta meta) {
    static CountsAnswer of(CountPage page) {
        SearchMeta meta = page.meta();
        return new CountsAnswer(
                page.counts().stream()
                        .map(post -> new Counts(post.uri(), post.likes(), post.reposts(), post.replies(), post.quotes()))
                        .toList(),
                new Meta(
                        meta.filesRead(),
                        meta.isComplete(),
                        meta.unreadable().stream().limit(SearchMeta.MOST_NAMED).toList(),
                        meta.elapsed().toMillis(),
                        meta.warning().orElse(null)));
    }

    /** Of one post. */
    @Serdeable.Serializable
    record Counts(String uri, long likes, long reposts, long replies, long quotes) {}

    /**
     * How they came about.
     *
     * @param filesRead how many files of the lake were read
     * @param complete whether all files that belong to the answer could be read
     * @param unreadableFiles the first ten of those that could not, by name
     * @param elapsedMs how long it took, in milliseconds
     * @param warning what to know about the answer; null if there is nothing
     */
    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    record Meta(
            int filesRead,
            boolean complete,
            List<String> unreadableFiles,
            long elapsedMs,
            @Nullable String warning) {}
}
