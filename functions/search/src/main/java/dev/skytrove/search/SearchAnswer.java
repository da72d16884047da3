package dev.skytrove.search;

import dev.skytrove.functions.CoverageAnswer;
import dev.skytrove.functions.SnapshotAnswer;
import dev.skytrove.query.SearchPage;
import dev.skytrove.query.coverage.Coverage;
import dev.skytrove.query.criteria.SearchCriteria;
import dev.skytrove.query.read.SearchMeta;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import java.util.Optional;

/**
 * The JSON of an answer but for its posts, which {@link dev.skytrove.functions.PostJson} writes.
 *
 * @param nextCursor the {@code cursor} that continues behind the last one; null if there are no more
 * @param meta how it came about
 */
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
record SearchAnswer(@Nullable String nextCursor, Meta meta) {

    static SearchAnswer of(SearchPage page, SearchCriteria criteria, Optional<Coverage> coverage) {
        return new SearchAnswer(page.next().map(criteria::cursor).orElse(null), meta(page, coverage));
    }

    /**
     * How an answer came about.
     *
     * @param count how many results there are
     * @param total how many there are in all parts; null unless asked for
     * @param filesRead how many files of the lake were read
     * @param hoursRead how many hours of posts were searched
     * @param hoursSkipped how many older hours in the range were not needed
     * @param complete whether all posts of these hours could be read
     * @param unreadableFiles the files of posts that were left out, the first ten by name
     * @param coverage what is certified of the hours of the range; null unless asked for
     * @param elapsedMs how long it took, in milliseconds
     * @param warning what to know about the answer; null if there is nothing
     * @param snapshot that was searched; null for the lake as it is
     */
    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    record Meta(
            int count,
            @Nullable Long total,
            int filesRead,
            int hoursRead,
            int hoursSkipped,
            boolean complete,
            List<String> unreadableFiles,
            @Nullable CoverageAnswer coverage,
            long elapsedMs,
            @Nullable String warning,
            @Nullable SnapshotAnswer snapshot) {}

    private static Meta meta(SearchPage page, Optional<Coverage> coverage) {
        SearchMeta meta = page.meta();
        return new Meta(
                page.posts().size(),
                page.total().isPresent() ? page.total().getAsLong() : null,
                meta.filesRead(),
                meta.hoursRead(),
                meta.hoursSkipped(),
                meta.isComplete(),
                meta.unreadable().stream().limit(SearchMeta.MOST_NAMED).toList(),
                coverage.map(CoverageAnswer::of).orElse(null),
                meta.elapsed().toMillis(),
                meta.warning().orElse(null),
                meta.snapshot().map(SnapshotAnswer::of).orElse(null));
    }
}
