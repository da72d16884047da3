package dev.skytrove.lake.snapshot;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * A snapshot, by the second that it was taken in: {@code snapshots/<yyyyMMdd'T'HHmmss'Z'>/manifest.json}.
 *
 * @param time a full second
 */
public record SnapshotName(Instant time) implements Comparable<SnapshotName> {
    /** What every object name of snapshots begins with. */
    public static final String ROOT = "snapshots/";

    private static final String MANIFEST = "/manifest.json";
    private static final String FORM = "uuuuMMdd'T'HHmmss'Z'";

    /** @throws IllegalArgumentException if {@code time} is not a full second */
    public SnapshotName {
        if (!time.equals(time.truncatedTo(ChronoUnit.SECONDS))) {
            throw new IllegalArgumentException("not a full second: " + time);
        }
    }

    /** The one of the second that holds {@code instant}. */
    public static SnapshotName of(Instant instant) {
        return new SnapshotName(instant.truncatedTo(ChronoUnit.SECONDS));
    }

    /**
     * Reads the form {@code 20260710T070000Z}.
     *
     * @throws IllegalArgumentException if it is not of that form
     */
    public static SnapshotName parse(String text) {
        try {
            SnapshotName name = new SnapshotName(format().parse(text, Instant::from));
            if (name.toString().equals(text)) {
                return name;
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not the time of a snapshot, such as 20260710T070000Z: '" + text + "'", e);
        }
        throw new IllegalArgumentException("not the time of a snapshot, such as 20260710T070000Z: '" + text + "'");
    }

    /** The snapshot whose manifest has this object name; empty for all other names. */
    public static Optional<SnapshotName> ofObject(String name) {
        if (!name.startsWith(ROOT) || !name.endsWith(MANIFEST) || name.length() <= ROOT.length() + MANIFEST.length()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(name.substring(ROOT.length(), name.length() - MANIFEST.length())));
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }

    /** The name of the manifest's object. */
    public String object() {
        return ROOT + this + MANIFEST;
    }

    @Override
    public int compareTo(SnapshotName other) {
        return time.compareTo(other.time);
    }

    /** The time, for example {@code 20260710T070000Z}. */
    @Override
    public String toString() {
        return format().format(time);
    }

    // Not held in a static field: what that needs would be made at the start of every process.
    private static DateTimeFormatter format() {
        return DateTimeFormatter.ofPattern(FORM, Locale.ROOT).withZone(ZoneOffset.UTC);
    }
}
