package dev.skytrove.flush;

import dev.skytrove.jobs.StoreFailures;
import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.coverage.Certificate;
import dev.skytrove.lake.coverage.CoverageReader;
import dev.skytrove.lake.coverage.Span;
import dev.skytrove.lake.coverage.Verdict;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.runtime.Output;
import dev.skytrove.runtime.Subcommand;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/** Prints of each hour whether all of it is in the lake, as far as can be known. Changes nothing. */
@Singleton
final class CoverageCommand implements Subcommand {
    static final String NAME = "coverage";

    private final ObjectStore store;

    CoverageCommand(ObjectStore store) {
        this.store = store;
    }

    /**
     * A line for each hour.
     *
     * @param hour its first instant
     * @param state {@code complete}, {@code incomplete} or {@code unknown}
     * @param reasons why it is not complete
     * @param bridged what a source left out and another brought
     * @param received events that all connections received
     * @param ingested those that had not come before
     * @param malformed frames that were no events
     */
    @Serdeable
    record Line(
            String hour,
            String state,
            List<String> reasons,
            List<String> bridged,
            long received,
            long ingested,
            long malformed) {}

    /** The last line; {@code from} and {@code to} are null if nothing is known of any hour. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Summary(@Nullable String from, @Nullable String to, long hours, long complete, long incomplete, long unknown) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Object run(ParseResult arguments, Output output) {
        CoverageOptions options = CoverageOptions.of(arguments);
        return StoreFailures.told(() -> print(options, output));
    }

    private Summary print(CoverageOptions options, Output output) {
        CoverageReader reader = new CoverageReader(store);
        Optional<List<LocalDate>> days = reader.days();
        if (days.isEmpty()) {
            return new Summary(null, null, 0, 0, 0, 0);
        }
        Map<HourKey, Certificate> newest = reader.day(days.get().getLast());
        long readUpTo = readUpTo(newest);
        HourKey first = options.first().orElseGet(() -> reader.day(days.get().getFirst()).keySet().iterator().next());
        HourKey last = options.last()
                .orElseGet(() -> newest.keySet().stream().reduce((_, later) -> later).orElseThrow());
        Map<Verdict.State, Long> states = new EnumMap<>(Verdict.State.class);
        Map<HourKey, Certificate> day = Map.of();
        for (HourKey hour = first; hour.compareTo(last) <= 0; hour = new HourKey(hour.end())) {
            if (hour.equals(first) || hour.start().atOffset(ZoneOffset.UTC).getHour() == 0) {
                day = reader.day(LocalDate.ofInstant(hour.start(), ZoneOffset.UTC));
            }
            Optional<Certificate> certificate = Optional.ofNullable(day.get(hour));
            Verdict verdict = Verdict.of(hour, certificate, readUpTo);
            states.merge(verdict.state(), 1L, Long::sum);
            output.print(line(verdict, certificate));
        }
        return new Summary(
                first.start().toString(),
                last.end().toString(),
                states.values().stream().mapToLong(Long::longValue).sum(),
                states.getOrDefault(Verdict.State.COMPLETE, 0L),
                states.getOrDefault(Verdict.State.INCOMPLETE, 0L),
                states.getOrDefault(Verdict.State.UNKNOWN, 0L));
    }

    private static long readUpTo(Map<HourKey, Certificate> day) {
        return day.values().stream()
                .flatMap(certificate -> certificate.spans().stream())
                .mapToLong(Span::to)
                .max()
                .orElse(0);
    }

    private static Line line(Verdict verdict, Optional<Certificate> certificate) {
        return new Line(
                verdict.hour().start().toString(),
                verdict.state().label(),
                verdict.reasons(),
                verdict.bridged(),
                certificate.map(Certificate::received).orElse(0L),
                certificate.map(Certificate::ingested).orElse(0L),
                certificate.map(Certificate::malformed).orElse(0L));
    }
}
