package dev.skytrove.search;

import dev.skytrove.functions.CoverageAnswer;
import dev.skytrove.functions.FlushTimes;
import dev.skytrove.functions.Times;
import dev.skytrove.lake.HourKey;
import dev.skytrove.query.coverage.Coverage;
import dev.skytrove.query.files.LakeContents;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The JSON of an answer about the lake. Times are ISO 8601 in UTC; null where nothing was flushed yet.
 *
 * @param newestEvent the lake holds every event that the network delivered up to then
 * @param lagSeconds how long ago that is
 * @param lastFlush when the latest batch was planned
 * @param firstHour the start of the oldest hour of posts
 * @param lastHour the start of the newest one
 * @param hours how many hours have posts
 * @param files how many files these have
 * @param lastDay what is certified of the last 24 hours that are in the lake as a whole; null if that cannot be read
 * @param version of this function
 */
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
record StatusAnswer(
        @Nullable String newestEvent,
        @Nullable Long lagSeconds,
        @Nullable String lastFlush,
        @Nullable String firstHour,
        @Nullable String lastHour,
        int hours,
        int files,
        @Nullable CoverageAnswer lastDay,
        String version) {
    static StatusAnswer of(
            Optional<FlushTimes> flush, LakeContents posts, Optional<Coverage> lastDay, String version, Instant now) {
        Optional<Instant> newest = flush.map(FlushTimes::newestEvent);
        return new StatusAnswer(
                newest.map(Times::format).orElse(null),
                newest.map(event -> Math.max(0, Duration.between(event, now).toSeconds())).orElse(null),
                flush.flatMap(FlushTimes::lastFlush).map(Times::format).orElse(null),
                hour(posts.first()),
                hour(posts.last()),
                posts.hours(),
                posts.files(),
                lastDay.map(CoverageAnswer::of).orElse(null),
                version);
    }

    private static @Nullable String hour(Optional<HourKey> hour) {
        return hour.map(HourKey::start).map(Times::format).orElse(null);
    }
}
