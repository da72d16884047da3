package dev.skytrove.lake;

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

    private static final String SUFFIX = ".parquet";

    /** More would not fit into a number. */
    private static final int BATCH_DIGITS = 18;

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
        // By hand: a search lists thousands of names, and a pattern takes its time in a process that has just started.
        int hour = name.indexOf('/', ROOT.length()) + 1;
        int file = name.lastIndexOf('/') + 1;
        if (!name.startsWith(ROOT) || hour == 0 || file <= hour || !name.endsWith(SUFFIX)) {
            throw foreign(name);
        }
        Table table = Table.ofLabel(name.substring(ROOT.length(), hour - 1));
        String[] parts = name.substring(file, name.length() - SUFFIX.length()).split("-", -1);
        if (parts.length != 4 || !parts[0].equals(table.label())) {
            throw foreign(name);
        }
        return new LakeFile(
                table,
                HourKey.parse(name.substring(hour, file - 1)),
                level(parts[1], name),
                batch(parts[2], name),
                batch(parts[3], name));
    }

    private static Level level(String text, String name) {
        return switch (text) {
            case "f" -> Level.FLUSH;
            case "c" -> Level.COMPACTED;
            default -> throw foreign(name);
        };
    }

    private static long batch(String text, String name) {
        boolean digits = text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (text.isEmpty() || text.length() > BATCH_DIGITS || !digits) {
            throw foreign(name);
        }
        return Long.parseLong(text);
    }

    private static IllegalArgumentException foreign(String name) {
        return new IllegalArgumentException("not a file of the lake: '" + name + "'");
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
