package dev.skytrove.lake.coverage;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What was read of an hour, or of a part of it: several of an hour together tell all.
 *
 * @param hour which one
 * @param tables events by the table of their kind, counted at the time that the lake files them under
 * @param malformed frames received in this hour that were no events
 * @param spans what was read without interruption, within the hour
 * @param gaps what is missing, or may be
 * @param endings how connections ended
 */
public record Certificate(
        HourKey hour,
        Map<Table, TableCount> tables,
        long malformed,
        List<Span> spans,
        List<Gap> gaps,
        List<Ending> endings) {
    public Certificate {
        tables = Collections.unmodifiableMap(tables.isEmpty() ? Map.of() : new EnumMap<>(tables));
        spans = List.copyOf(spans);
        gaps = List.copyOf(gaps);
        endings = List.copyOf(endings);
    }

    /** All of an hour's as one; there must be at least one. */
    public static Certificate merged(HourKey hour, Collection<Certificate> parts) {
        Map<Table, TableCount> tables = new EnumMap<>(Table.class);
        long malformed = 0;
        List<Span> spans = new ArrayList<>();
        List<Gap> gaps = new ArrayList<>();
        List<Ending> endings = new ArrayList<>();
        for (Certificate part : parts) {
            part.tables.forEach((table, count) -> tables.merge(table, count, TableCount::plus));
            malformed += part.malformed;
            spans.addAll(part.spans);
            gaps.addAll(part.gaps);
            endings.addAll(part.endings);
        }
        return new Certificate(hour, tables, malformed, spans, gaps, endings);
    }

    /** Events received. */
    public long received() {
        return tables.values().stream().mapToLong(TableCount::received).sum();
    }

    /** Events that had not come before. */
    public long ingested() {
        return tables.values().stream().mapToLong(TableCount::ingested).sum();
    }
}
