package dev.skytrove.search;

import dev.skytrove.functions.CoverageAnswer;
import dev.skytrove.functions.Times;
import dev.skytrove.lake.FlushState;
import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.parquet.FeatureRange;
import dev.skytrove.lake.snapshot.SnapshotName;
import dev.skytrove.query.LakeStatus;
import dev.skytrove.query.coverage.Coverage;
import dev.skytrove.query.coverage.EventCount;
import dev.skytrove.query.files.LakeContents;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

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
 * @param events how many events the lake has; null if nothing in it tells
 * @param lastDay what is certified of the last 24 hours that are in the lake as a whole; null if that cannot be read
 * @param features what posts have features of, by name
 * @param snapshots the newest snapshots, the newest first
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
        @Nullable Events events,
        @Nullable CoverageAnswer lastDay,
        List<Feature> features,
        List<Snapshot> snapshots,
        String version) {
    /**
     * How many events the lake has.
     *
     * @param count how many
     * @param asOf up to when
     * @param countedHours in how many hours the rows of files were counted; of the others certificates told
     * @param uncountedHours how many more hours have a file whose rows are not known
     */
    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    record Events(long count, String asOf, int countedHours, int uncountedHours) {
        static Events of(EventCount events) {
            return new Events(
                    events.events(), Times.format(events.asOf()), events.countedHours(), events.uncountedHours());
        }
    }

    /**
     * A snapshot that searches can be of.
     *
     * @param name what {@code snapshot} takes
     * @param takenAt when it was taken
     */
    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    record Snapshot(String name, String takenAt) {
        static Snapshot of(SnapshotName name) {
            return new Snapshot(name.toString(), Times.format(name.time()));
        }
    }

    /**
     * A feature of posts.
     *
     * @param min the least value that the newest files have; null if they tell none
     * @param max the greatest one
     * @param values how many there are in these files
     */
    @Serdeable.Serializable
    record Feature(String name, @Nullable Double min, @Nullable Double max, long values) {
        static Feature of(FeatureRange range) {
            return new Feature(range.name(), orNull(range.least()), orNull(range.greatest()), range.values());
        }

        private static @Nullable Double orNull(OptionalDouble value) {
            return value.isPresent() ? value.getAsDouble() : null;
        }
    }

    static StatusAnswer of(
            LakeStatus status,
            Optional<EventCount> events,
            Optional<Coverage> lastDay,
            List<SnapshotName> snapshots,
            String version,
            Instant now) {
        Optional<FlushState> flush = status.flushState(now);
        LakeContents posts = status.posts();
        Optional<Instant> newest = flush.map(FlushState::reached);
        return new StatusAnswer(
                newest.map(Times::format).orElse(null),
                newest.map(event -> Math.max(0, Duration.between(event, now).toSeconds())).orElse(null),
                flush.flatMap(FlushState::savedAt).map(Times::format).orElse(null),
                hour(posts.first()),
                hour(posts.last()),
                posts.hours(),
                posts.files(),
                events.map(Events::of).orElse(null),
                lastDay.map(CoverageAnswer::of).orElse(null),
                status.features().stream().map(Feature::of).toList(),
                snapshots.stream().map(Snapshot::of).toList(),
                version);
    }

    private static @Nullable String hour(Optional<HourKey> hour) {
        return hour.map(HourKey::start).map(Times::format).orElse(null);
    }
}
