package dev.skytrove.lake.parquet;

import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.schema.TableSchemas;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** What a file's key-value metadata tell of it: what wrote it, which batches it holds, and the times of its rows. */
final class FileFacts {
    private static final List<String> TIMES = List.of("sort_at", "indexed_at");

    private final Map<String, String> known = new HashMap<>();
    private final List<TimeColumn> times;

    /** @param name of the object that the file will be; empty if it will be none */
    FileFacts(Schema schema, Optional<LakeFile> name) {
        this(schema, name.map(FileFacts::batches).orElse(Map.of()));
    }

    /** @param more what else the file is to tell */
    FileFacts(Schema schema, Map<String, String> more) {
        known.putAll(more);
        known.put("skytrove.schema.version", Integer.toString(TableSchemas.VERSION));
        known.put("skytrove.software.version", softwareVersion());
        times = TIMES.stream()
                .map(schema::getField)
                .filter(Objects::nonNull)
                .map(field -> new TimeColumn(field.name(), field.pos()))
                .toList();
    }

    private static Map<String, String> batches(LakeFile file) {
        return Map.of("skytrove.batches",
                file.series().label() + " " + file.batches().first() + " " + file.batches().last());
    }

    /** Takes note of a row. */
    void add(GenericRecord row) {
        times.forEach(column -> column.add((long) row.get(column.position)));
    }

    /** All of it, when all rows have been added. */
    Map<String, String> metadata() {
        Map<String, String> metadata = new HashMap<>(known);
        times.forEach(column -> column.addTo(metadata));
        return metadata;
    }

    private static String softwareVersion() {
        Properties properties = new Properties();
        try (InputStream resource = FileFacts.class.getResourceAsStream("software.properties")) {
            properties.load(resource);
        } catch (IOException e) {
            throw new UncheckedIOException("software.properties cannot be read", e);
        }
        return properties.getProperty("version");
    }

    private static final class TimeColumn {
        private final DateTimeFormatter format = new DateTimeFormatterBuilder().appendInstant(6).toFormatter();
        private final String name;
        private final int position;
        private long min = Long.MAX_VALUE;
        private long max = Long.MIN_VALUE;

        private TimeColumn(String name, int position) {
            this.name = name;
            this.position = position;
        }

        private void add(long micros) {
            min = Math.min(min, micros);
            max = Math.max(max, micros);
        }

        /** A file without rows has no times. */
        private void addTo(Map<String, String> metadata) {
            if (min <= max) {
                metadata.put("skytrove." + name + ".min", text(min));
                metadata.put("skytrove." + name + ".max", text(max));
            }
        }

        private String text(long micros) {
            return format.format(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
        }
    }
}
