package dev.skytrove.lake.coverage;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Sorts what connections read by the hour that it belongs to. What a server can make many of is bounded: of more gaps
 * than {@value #MOST} in an hour the last ones become one, and of more spans the rest is not claimed.
 */
public final class CertificateBuilder {
    private static final int MOST = 10_000;
    /** What is longer cannot be what a connection read at once, and must not make an object of each of its hours. */
    private static final long LONGEST_US = Duration.ofDays(2).toMillis() * 1_000;

    private final Map<HourKey, Hour> hours = new TreeMap<>();

    private static final class Hour {
        private final Map<Table, TableCount> tables = new EnumMap<>(Table.class);
        private final Map<String, Span> last = new LinkedHashMap<>();
        private final List<Span> spans = new ArrayList<>();
        private final List<Gap> gaps = new ArrayList<>();
        private final List<Ending> endings = new ArrayList<>();
        private long malformed;

        // What one connection read on and on is one span.
        void add(Span span) {
            Span before = last.get(span.connection());
            if (before != null && before.to() == span.from()) {
                last.put(span.connection(), new Span(span.source(), span.connection(), before.from(), span.to()));
            } else if (spans.size() + last.size() < MOST) {
                if (before != null) {
                    spans.add(before);
                }
                last.put(span.connection(), span);
            }
        }

        void add(Gap gap) {
            if (gaps.size() < MOST) {
                gaps.add(gap);
            } else {
                gaps.set(MOST - 1, gaps.getLast().with(gap));
            }
        }

        Certificate certificate(HourKey key) {
            List<Span> all = new ArrayList<>(spans);
            all.addAll(last.values());
            return new Certificate(key, tables, malformed, all, gaps, endings);
        }
    }

    /** Takes what a connection read without interruption. */
    public void add(Span span) {
        long from = Math.max(span.from(), span.to() - LONGEST_US);
        eachHour(from, span.to(), (hour, ends) ->
                hour.add(new Span(span.source(), span.connection(), ends[0], ends[1])));
    }

    /** Takes what may be missing; it belongs to each hour that it touches, whole. */
    public void add(Gap gap) {
        if (gap.to() - gap.from() > LONGEST_US) {
            hour(gap.from()).add(gap);
            hour(gap.to()).add(gap);
        } else {
            eachHour(gap.from(), gap.to(), (hour, _) -> hour.add(gap));
        }
    }

    /** Takes the end of a connection. */
    public void add(Ending ending) {
        Hour hour = hour(ending.at());
        if (hour.endings.size() < MOST) {
            hour.endings.add(ending);
        }
    }

    /** Counts events of an hour. */
    public void count(HourKey hour, Table table, TableCount count) {
        hours.computeIfAbsent(hour, _ -> new Hour()).tables.merge(table, count, TableCount::plus);
    }

    /** Counts frames that were no events. */
    public void malformed(HourKey hour, long count) {
        hours.computeIfAbsent(hour, _ -> new Hour()).malformed += count;
    }

    /** What there is of each hour, in their order. */
    public List<Certificate> certificates() {
        return hours.entrySet().stream().map(hour -> hour.getValue().certificate(hour.getKey())).toList();
    }

    private Hour hour(long timeUs) {
        return hours.computeIfAbsent(HourKey.of(Instant.EPOCH.plus(timeUs, ChronoUnit.MICROS)), _ -> new Hour());
    }

    private void eachHour(long from, long to, BiConsumer<Hour, long[]> consumer) {
        long begin = from;
        do {
            HourKey key = HourKey.of(Instant.EPOCH.plus(begin, ChronoUnit.MICROS));
            long end = ChronoUnit.MICROS.between(Instant.EPOCH, key.end());
            consumer.accept(hours.computeIfAbsent(key, _ -> new Hour()), new long[] {begin, Math.min(end, to)});
            begin = end;
        } while (begin < to);
    }
}
