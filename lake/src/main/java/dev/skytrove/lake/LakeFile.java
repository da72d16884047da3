package dev.skytrove.lake;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Parquet file of the lake, as its object name tells it:
 * {@code lake/<table>/year=…/month=…/day=…/hour=…/<table>-<level>-<firstBatch>-<lastBatch>.parquet}.
 *
 * @param table the table whose rows it holds
 * @param hour the hour that the {@code indexed_at} of all its rows lies in
 * @param level who wrote it
 * @param firstBatch the first batch that it covers, at least 1
 * @param lastBatch the last batch that it covers, at least {@code firstBatch}; equal to it at level flush
 */
public record LakeFile(Table table, HourKey hour, Level level, long firstBatch, long lastBatch) {
    /** What every object name of the lake begins with. */
    public static final String ROOT = "lake/";

    private static final Pattern NAME =
            Pattern.compile("lake/([a-z]+)/(year=[^/]+/month=[^/]+/day=[^/]+/hour=[^/]+)/([a-z]+)-([fc])-(\\d{1,18})-(\\d{1,18})\\.parquet");

    /** Who wrote a file. */
    public enum Level {
        /** A flush: one batch. */
        FLUSH('f'),
        /** A compaction: a range of batches. */
        COMPACTED('c');

        private final char letter;

        Level(char letter) {
            this.letter = letter;
        }
    }

    /** @throws IllegalArgumentException if the range is empty, starts below 1, or is longer than its level allows */
    public LakeFile {
        if (firstBatch < 1 || lastBatch < firstBatch) {
            throw new IllegalArgumentException("no range of batches: " + firstBatch + "-" + lastBatch);
        }
        if (level == Level.FLUSH && firstBatch != lastBatch) {
            throw new IllegalArgumentException("a flushed file holds one batch, not " + firstBatch + "-" + lastBatch);
        }
    }

    /** The file that the flush of {@code batch} writes for an hour of a table. */
    public static LakeFile flushed(Table table, HourKey hour, long batch) {
        return new LakeFile(table, hour, Level.FLUSH, batch, batch);
    }

    /**
     * The file with this object name.
     *
     * @throws IllegalArgumentException if the name is not that of a file of the lake
     */
    public static LakeFile parse(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches() || !matcher.group(1).equals(matcher.group(3))) {
            throw new IllegalArgumentException("not a file of the lake: '" + name + "'");
        }
        Level level = matcher.group(4).equals("f") ? Level.FLUSH : Level.COMPACTED;
        return new LakeFile(
                Table.ofLabel(matcher.group(1)),
                HourKey.parse(matcher.group(2)),
                level,
                Long.parseLong(matcher.group(5)),
                Long.parseLong(matcher.group(6)));
    }

    /** The prefix of all files of a table, ending in a slash. */
    public static String prefix(Table table) {
        return ROOT + table.label() + "/";
    }

    /** The prefix of all files of an hour of a table, ending in a slash. */
    public static String prefix(Table table, HourKey hour) {
        return prefix(table) + hour.path() + "/";
    }

    /** The object name. */
    public String name() {
        return prefix(table, hour) + table.label() + "-" + level.letter + "-" + firstBatch + "-" + lastBatch + ".parquet";
    }

    /**
     * Whether this file is dead because {@code other} holds its rows: the same table and hour, and a batch range that
     * this one's lies inside. Of two files with the same range, the compacted one lives.
     */
    public boolean isSupersededBy(LakeFile other) {
        if (table != other.table || !hour.equals(other.hour) || equals(other)) {
            return false;
        }
        boolean inside = other.firstBatch <= firstBatch && lastBatch <= other.lastBatch;
        boolean same = other.firstBatch == firstBatch && lastBatch == other.lastBatch;
        return inside && (!same || level == Level.FLUSH);
    }

    /** By hand, like the hash: what a record gets by itself is interpreted in a native image, and lists are long. */
    @Override
    public boolean equals(Object other) {
        return other instanceof LakeFile file
                && table == file.table
                && level == file.level
                && firstBatch == file.firstBatch
                && lastBatch == file.lastBatch
                && hour.equals(file.hour);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * hour.hashCode() + table.hashCode()) + level.hashCode()) + Long.hashCode(firstBatch);
    }
}
