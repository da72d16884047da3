package dev.skytrove.buffer.batch;

import dev.skytrove.buffer.BufferCorruptedException;
import dev.skytrove.buffer.CoverageNote;
import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.coverage.CertificateBuilder;
import dev.skytrove.lake.coverage.Ending;
import dev.skytrove.lake.coverage.Gap;
import dev.skytrove.lake.coverage.GapKind;
import dev.skytrove.lake.coverage.Span;
import dev.skytrove.lake.coverage.TableCount;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was read with a batch, as names and values that a server keeps. */
public final class CoverageEntry {
    private static final String SOURCE = "source";
    private static final String CONNECTION = "connection";
    private static final String ASKED = "asked";
    private static final String READ = "read";
    private static final String GAPS = "gaps";
    private static final String COUNTS = "counts";
    private static final String REACHED = "reached";
    private static final String ENDED = "ended";
    private static final String MALFORMED = "malformed";

    private CoverageEntry() {}

    /** The fields of the entry for a batch. */
    public static Map<String, String> fields(String source, CoverageNote note, HourCounts counts) {
        Map<String, String> fields = new TreeMap<>();
        fields.put(SOURCE, source);
        fields.put(CONNECTION, note.connection());
        put(fields, ASKED, note.asked());
        put(fields, READ, joined(note.spans().stream().map(span -> span.from() + " " + span.to())));
        put(fields, GAPS, joined(note.gaps().stream().map(gap ->
                gap.kind().label() + " " + gap.from() + " " + gap.to() + " " + gap.events())));
        put(fields, COUNTS, counts.text());
        put(fields, REACHED, note.reached() == 0 ? "" : Long.toString(note.reached()));
        put(fields, ENDED, note.ended());
        return fields;
    }

    private static void put(Map<String, String> fields, String name, String value) {
        if (!value.isEmpty()) {
            fields.put(name, value);
        }
    }

    private static String joined(Stream<String> items) {
        return items.collect(Collectors.joining(","));
    }

    /**
     * Adds what an entry says.
     *
     * @param name where it is, for the message
     * @throws BufferCorruptedException if it is not of this form
     */
    public static void read(String name, Map<String, String> fields, CertificateBuilder certificates) {
        try {
            read(fields, certificates);
        } catch (IllegalArgumentException | IndexOutOfBoundsException | NullPointerException e) {
            throw new BufferCorruptedException(
                    name + " is not of its form: " + e.getMessage(), e);
        }
    }

    private static void read(Map<String, String> fields, CertificateBuilder certificates) {
        String source = fields.get(SOURCE);
        String connection = fields.get(CONNECTION);
        for (String[] span : items(fields, READ)) {
            certificates.add(new Span(source, connection, Long.parseLong(span[0]), Long.parseLong(span[1])));
        }
        for (String[] gap : items(fields, GAPS)) {
            certificates.add(new Gap(
                    source,
                    GapKind.ofLabel(gap[0]),
                    Long.parseLong(gap[1]),
                    Long.parseLong(gap[2]),
                    Long.parseLong(gap[3])));
        }
        for (String[] count : items(fields, COUNTS)) {
            HourKey hour = new HourKey(Instant.ofEpochSecond(3_600 * Long.parseLong(count[0])));
            if (count[1].equals(MALFORMED)) {
                certificates.malformed(hour, Long.parseLong(count[2]));
            } else {
                certificates.count(
                        hour,
                        Table.ofLabel(count[1]),
                        new TableCount(Long.parseLong(count[2]), Long.parseLong(count[3])));
            }
        }
        if (fields.containsKey(ENDED) && fields.containsKey(REACHED)) {
            certificates.add(new Ending(source, connection, Long.parseLong(fields.get(REACHED)), fields.get(ENDED)));
        }
    }

    private static List<String[]> items(Map<String, String> fields, String name) {
        String value = fields.getOrDefault(name, "");
        return value.isEmpty() ? List.of() : Stream.of(value.split(",")).map(item -> item.split(" ")).toList();
    }
}
