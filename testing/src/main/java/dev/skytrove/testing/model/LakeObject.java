package dev.skytrove.testing.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A file of the lake and what its name says. */
record LakeObject(
        Path file, String name, String table, Instant hour, String series, long first, long last, long generation) {
    private static final Pattern NAME = Pattern.compile("lake/(?<table>[a-z]+)"
            + "/year=(?<year>\\d{4})/month=(?<month>\\d{2})/day=(?<day>\\d{2})/hour=(?<hour>\\d{2})"
            + "/\\k<table>-(?<series>[a-z][a-z0-9]{0,15})-(?<first>[1-9]\\d{0,17})-(?<last>[1-9]\\d{0,17})"
            + "-(?<generation>0|[1-9]\\d{0,8})\\.parquet");

    /** All files below the folder {@code lake}. */
    static List<LakeObject> list(Path storage) {
        Path lake = storage.resolve("lake");
        if (Files.notExists(lake)) {
            return List.of();
        }
        try (Stream<Path> tree = Files.walk(lake)) {
            return tree.filter(Files::isRegularFile)
                    .sorted()
                    .map(file -> parse(file, storage.relativize(file).toString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those whose batches no other file of the same hour and series holds as well. */
    static List<LakeObject> live(List<LakeObject> listed) {
        List<LakeObject> live = listed.stream()
                .filter(object -> listed.stream().noneMatch(object::isSupersededBy))
                .toList();
        for (LakeObject object : live) {
            live.stream().filter(object::overlaps).findFirst().ifPresent(other -> {
                throw new AssertionError(object.name + " and " + other.name + " overlap");
            });
        }
        return live;
    }

    private static LakeObject parse(Path file, String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches() || !TableColumns.names().contains(parts.group("table"))) {
            throw new AssertionError("no file of the lake may be named " + name);
        }
        Instant hour = Instant.parse(parts.group("year") + "-" + parts.group("month") + "-" + parts.group("day") + "T"
                + parts.group("hour") + ":00:00Z");
        return new LakeObject(
                file,
                name,
                parts.group("table"),
                hour,
                parts.group("series"),
                Long.parseLong(parts.group("first")),
                Long.parseLong(parts.group("last")),
                Long.parseLong(parts.group("generation")));
    }

    private boolean isSupersededBy(LakeObject other) {
        boolean inside = isBeside(other) && other.first <= first && last <= other.last;
        boolean larger = other.last - other.first > last - first;
        return inside && (larger || other.generation > generation);
    }

    private boolean overlaps(LakeObject other) {
        return !equals(other) && isBeside(other) && other.first <= last && first <= other.last;
    }

    private boolean isBeside(LakeObject other) {
        return table.equals(other.table) && hour.equals(other.hour) && series.equals(other.series);
    }
}
