package dev.skytrove.query.coverage;

import dev.skytrove.lake.coverage.Certificate;
import dev.skytrove.lake.coverage.Span;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What of an hour was read without a hole. */
final class Stretches {
    private Stretches() {}

    /**
     * The same certificate with the one span that decides whether the hour is complete: what is covered from its start on up
     * to the first hole. It is small, however much a server made of the hour.
     */
    static Certificate fromStart(Certificate certificate) {
        long start = ChronoUnit.MICROS.between(Instant.EPOCH, certificate.hour().start());
        long covered = start;
        List<Span> spans = certificate.spans().stream().sorted(Comparator.comparingLong(Span::from)).toList();
        for (Span span : spans) {
            if (span.from() > covered) {
                break;
            }
            covered = Math.max(covered, span.to());
        }
        List<Span> whole = covered == start ? List.of() : List.of(new Span("", "", start, covered));
        return new Certificate(certificate.hour(), Map.of(), 0, whole, List.of(), List.of());
    }
}
