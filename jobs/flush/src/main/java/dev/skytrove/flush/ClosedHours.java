package dev.skytrove.flush;

import dev.skytrove.lake.coverage.Certificate;
import dev.skytrove.lake.coverage.CoverageReader;
import dev.skytrove.lake.coverage.Span;
import dev.skytrove.lake.coverage.Verdict;
import dev.skytrove.lake.storage.ObjectStore;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the hours that a batch closed, so that somebody learns of what is missing while servers still have it. */
final class ClosedHours {
    private static final Logger LOG = LoggerFactory.getLogger(ClosedHours.class);
    private static final int MOST_REASONS = 5;
    /** A batch that touches more is a backlog, of which {@code flush coverage} tells. */
    private static final int MOST_HOURS = 48;

    private final CoverageReader reader;

    ClosedHours(ObjectStore store) {
        this.reader = new CoverageReader(store);
    }

    /**
     * How many of the hours that a batch touched are over and certified incomplete; says why in the log.
     *
     * @param certificates those of the batch, which are in the bucket
     */
    long incompleteOf(List<Certificate> certificates) {
        long readUpTo = certificates.stream()
                .flatMap(certificate -> certificate.spans().stream())
                .mapToLong(Span::to)
                .max()
                .orElse(0);
        List<Verdict> incomplete = certificates.stream()
                .filter(certificate -> Verdict.isClosed(certificate.hour(), readUpTo))
                .limit(MOST_HOURS)
                .map(certificate -> Verdict.of(certificate.hour(), reader.hour(certificate.hour()), readUpTo))
                .filter(verdict -> verdict.state() == Verdict.State.INCOMPLETE)
                .toList();
        incomplete.forEach(ClosedHours::tell);
        return incomplete.size();
    }

    private static void tell(Verdict verdict) {
        LOG.warn(
                "hour {} is incomplete: {}{}",
                verdict.hour().start(),
                String.join("; ", verdict.reasons().subList(0, Math.min(MOST_REASONS, verdict.reasons().size()))),
                verdict.reasons().size() > MOST_REASONS ? "; and so on" : "");
    }
}
