package dev.skytrove.export;

import dev.skytrove.functions.CoverageAnswer;
import dev.skytrove.functions.PostFields;
import dev.skytrove.functions.SnapshotAnswer;
import dev.skytrove.functions.Times;
import dev.skytrove.lake.FlushState;
import dev.skytrove.query.LakeStatus;
import dev.skytrove.query.PostSearch;
import dev.skytrove.query.SearchPage;
import dev.skytrove.query.admission.Cancellation;
import dev.skytrove.query.coverage.Coverage;
import dev.skytrove.query.criteria.SearchCriteria;
import dev.skytrove.query.criteria.TimeRange;
import dev.skytrove.query.read.SearchMeta;
import dev.skytrove.runtime.BuildInfo;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Tells of exports without making them: how large they would be, and where they come from. */
@Singleton
final class ExportDescriptions {
    /** So many of the first posts tell how long all are. */
    private static final int SAMPLE = 1000;

    private static final String REUSE = "Accounts may declare how what they publish may be reused (the network's proposal"
            + " 0008, User Intents for Data Reuse). skytrove does not read such declarations: look them up before you publish,"
            + " archive or train on these posts, and delete what their authors delete.";

    private final PostSearch search;
    private final JsonMapper json;
    private final Clock clock;
    private final String version = BuildInfo.load().version();

    ExportDescriptions(PostSearch search, JsonMapper json, Clock clock) {
        this.search = search;
        this.json = json;
        this.clock = clock;
    }

    /** The JSON of how many rows and bytes an export would have. */
    CompletableFuture<byte[]> estimate(
            SearchCriteria criteria, Cancellation cancellation, Format format, PostFields fields) {
        return search.search(fields.of(criteria.counted(SAMPLE)), cancellation, page ->
                bytes(ExportEstimate.of(page, criteria, format, fields)));
    }

    /**
     * The JSON of where an export comes from.
     *
     * @param parameters of the request
     * @param own the parameter that is not the export's
     */
    CompletableFuture<byte[]> provenance(
            SearchCriteria criteria, Cancellation cancellation, Map<String, List<String>> parameters, String own) {
        Map<String, List<String>> asked = new LinkedHashMap<>(parameters);
        asked.remove(own);
        Instant now = clock.instant();
        // The state first: what it names is then in what is read later.
        return search.status(cancellation).thenCompose(status -> search.state(criteria, cancellation)
                .thenCompose(state -> search.coverage(criteria.range(), cancellation)
                        .thenCompose(coverage -> search.search(criteria.counted(1), cancellation, page -> bytes(
                                provenance(criteria, asked, now, status, state, coverage, page))))));
    }

    private Provenance provenance(
            SearchCriteria criteria,
            Map<String, List<String>> asked,
            Instant now,
            LakeStatus status,
            String state,
            Coverage coverage,
            SearchPage page) {
        Optional<FlushState> flush = status.flushState(now);
        SearchMeta meta = page.meta();
        return new Provenance(
                1,
                version,
                Times.format(now),
                new Provenance.Query(
                        asked,
                        Times.format(criteria.range(), TimeRange::start),
                        Times.format(criteria.range(), TimeRange::end),
                        criteria.limit()),
                new Provenance.Posts(page.total().orElse(0), meta.isComplete(), meta.unreadable().stream().limit(SearchMeta.MOST_NAMED).toList()),
                new Provenance.Lake(
                        flush.map(FlushState::reached).map(Times::format).orElse(null),
                        flush.flatMap(FlushState::savedAt).map(Times::format).orElse(null),
                        state,
                        meta.snapshot().map(SnapshotAnswer::of).orElse(null)),
                CoverageAnswer.of(coverage),
                REUSE);
    }

    private byte[] bytes(Object answer) {
        try {
            return json.writeValueAsBytes(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
