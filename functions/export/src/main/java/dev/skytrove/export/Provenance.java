package dev.skytrove.export;

import dev.skytrove.functions.CoverageAnswer;
import dev.skytrove.functions.SnapshotAnswer;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import java.util.Map;

/**
 * Where an export comes from, to be kept beside it. Times are ISO 8601 in UTC.
 *
 * @param format of this object
 * @param version of skytrove
 * @param madeAt when this was told
 * @param query what was asked for
 * @param posts what was found
 * @param lake what there was to be found
 * @param coverage what is certified of the hours of the range
 * @param reuse what to know before the posts are used
 */
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
record Provenance(
        int format, String version, String madeAt, Query query, Posts posts, Lake lake, CoverageAnswer coverage, String reuse) {
    /**
     * A query.
     *
     * @param parameters as they were given
     * @param start of the range of {@code sort_at}, also of one that was given relative to now; null if it is open
     * @param end of it
     * @param limit how many posts at most
     */
    @Serdeable.Serializable
    record Query(Map<String, List<String>> parameters, @Nullable String start, @Nullable String end, int limit) {}

    /**
     * What it finds.
     *
     * @param total how many posts in all parts, exactly
     * @param complete whether all files could be read
     * @param unreadableFiles the first ten of those that could not
     */
    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    record Posts(long total, boolean complete, List<String> unreadableFiles) {}

    /**
     * A lake.
     *
     * @param newestEvent it holds every event that the network delivered up to then; null before the first flush
     * @param lastFlush when the latest batch was planned
     * @param files SHA-256 of the names of all files that a search of the range reads from: the same names hold the same rows
     * @param snapshot that is searched; null for the lake as it is
     */
    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    record Lake(@Nullable String newestEvent, @Nullable String lastFlush, String files, @Nullable SnapshotAnswer snapshot) {}
}
