package dev.skytrove.functions;

import dev.skytrove.query.coverage.Coverage;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;

/**
 * The JSON of what is certified of the hours of a range.
 *
 * @param complete whether every hour is certified complete
 * @param completeHours how many are
 * @param incompleteHours of how many something is missing or suspected to
 * @param unknownHours of how many nobody wrote down what was read, or which are still being read
 * @param unjudgedHours how many more hours, the oldest, were not looked at
 * @param stretches those that are not complete, the newest first
 * @param truncated whether there are more
 */
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
public record CoverageAnswer(
        boolean complete,
        int completeHours,
        int incompleteHours,
        int unknownHours,
        long unjudgedHours,
        List<Stretch> stretches,
        boolean truncated) {
    /**
     * Hours that follow each other.
     *
     * @param start of the first
     * @param end of the last
     * @param state {@code incomplete} or {@code unknown}
     */
    @Serdeable.Serializable
    public record Stretch(String start, String end, String state) {}

    /** The same as JSON. */
    public static CoverageAnswer of(Coverage coverage) {
        return new CoverageAnswer(
                coverage.isComplete(),
                coverage.complete(),
                coverage.incomplete(),
                coverage.unknown(),
                coverage.unjudged(),
                coverage.stretches().stream()
                        .map(stretch -> new Stretch(
                                Times.format(stretch.start()), Times.format(stretch.end()), stretch.state().label()))
                        .toList(),
                coverage.truncated());
    }
}
