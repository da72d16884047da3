package dev.skytrove.lake;

import java.time.Instant;
import java.util.Collection;

/**
 * A Parquet file of the lake, as its object name tells it:
 * {@code lake/<table>/year=…/month=…/day=…/hour=…/<table>-<series>-<first>-<last>-<generation>.parquet}.
 *
 * <p>A name is never given to other content. What replaces files has a name of its own, from which a reader learns that
 * they are dead; see {@link LiveFiles}.
 *
 * @param table the table whose rows it holds
 * @param hour the hour that the {@code indexed_at} of all its rows lies in, of the years 0 to 9999
 * @param series whose batches it covers
 * @param batches the batches that it covers
 * @param generation 0 as first written; one more each time that this range is written anew; below 10<sup>9</sup>
 */
public record LakeFile(Table table, HourKey hour, Series series, BatchRange batches, int generation) {
    /** What every object name of the lake begins with. */
    public static final String ROOT = "lake/";

    private static final String SUFFIX = ".parquet";
    private static final int GENERATION_DIGITS = 9;
    private static final int GENERATIONS = 1_000_000_000;

    /** A file of it alone cannot be replaced: no name supersedes it. */
    public static final int LAST_GENERATION = GENERATIONS - 1;

    private static final Instant FIRST_HOUR = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    /** @throws IllegalArgumentException if the generation or the hour cannot be in a name */
    public LakeFile {
        if (generation < 0 || generation >= GENERATIONS) {
            throw new IllegalArgumentException("no generation: " + generation);
        }
        if (hour.start().isBefore(FIRST_HOUR) || !hour.start().isBefore(END)) {
            throw new IllegalArgumentException("no hour of a file: " + hour.start());
        }
    }

    /** The file that the flush of {@code batch} writes for an hour of a table. */
    public static LakeFile flushed(Table table, HourKey hour, long batch) {
        return new LakeFile(table, hour, Series.FLUSH, BatchRange.of(batch), 0);
    }

    /** The file that an import writes for an hour of a table under a number of its own. */
    public static LakeFile imported(Table table, HourKey hour, long batch) {
        return new LakeFile(table, hour, Series.IMPORT, BatchRange.of(batch), 0);
    }

    /**
     * The file that takes the place of others: of one, its next generation; of several, the first generation of a range
     * that contains all of theirs.
     *
     * @param live live files of one table, hour and series that follow each other, at least one
     * @throws IllegalArgumentException if they are not of one table, hour and series
     */
    public static LakeFile replacing(Collection<LakeFile> live) {
        LakeFile one = live.iterator().next();
        if (live.size() == 1) {
            return new LakeFile(one.table, one.hour, one.series, one.batches, one.generation + 1);
        }
        if (!live.stream().allMatch(one::isBeside)) {
            throw new IllegalArgumentException("not of one table, hour and series: " + live);
        }
        long first = live.stream().mapToLong(file -> file.batches.first()).min().orElseThrow();
        long last = live.stream().mapToLong(file -> file.batches.last()).max().orElseThrow();
        return new LakeFile(one.table, one.hour, one.series, new BatchRange(first, last), 0);
    }

    /**
     * The file with this object name, which is then its {@link #name}, character for character.
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
        int series = file + table.label().length() + 1;
        int first = next(name, series);
        int last = next(name, first);
        int generation = next(name, last);
        if (!name.startsWith(table.label(), file) || name.charAt(series - 1) != '-') {
            throw foreign(name);
        }
        return new LakeFile(
                table,
                HourKey.parse(name.substring(hour, file - 1)),
                Series.parse(name, series, first - 1),
                new BatchRange(
                        number(name, first, last - 1, BatchRange.DIGITS),
                        number(name, last, generation - 1, BatchRange.DIGITS)),
                (int) number(name, generation, name.length() - SUFFIX.length(), GENERATION_DIGITS));
    }

    /** Where the part behind the next hyphen begins. */
    private static int next(String name, int from) {
        int hyphen = name.indexOf('-', from);
        if (hyphen < 0) {
            throw foreign(name);
        }
        return hyphen + 1;
    }

    /** Only as it is written: another spelling would be another name of the same file. */
    private static long number(String name, int start, int end, int mostDigits) {
        boolean padded = end - start > 1 && name.charAt(start) == '0';
        if (end <= start || end - start > mostDigits || padded) {
            throw foreign(name);
        }
        long number = 0;
        for (int i = start; i < end; i++) {
            int digit = name.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw foreign(name);
            }
            number = 10 * number + digit;
        }
        return number;
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
        return prefix(table, hour) + table.label() + "-" + series.label() + "-" + batches.first() + "-" + batches.last()
                + "-" + generation + SUFFIX;
    }

    /** Whether the other is of the same table, hour and series, so that their batches mean the same. */
    public boolean isBeside(LakeFile other) {
        return table == other.table && hour.equals(other.hour) && series.equals(other.series);
    }

    /**
     * Whether this file is dead because {@code other} holds its rows: the same table, hour and series, a range that
     * contains this one's, and this range is smaller or its generation lower.
     */
    public boolean isSupersededBy(LakeFile other) {
        return isBeside(other)
                && other.batches.contains(batches)
                && (!batches.equals(other.batches) || generation < other.generation);
    }

    /** By hand, like the hash: what a record gets by itself is interpreted in a native image, and lists are long. */
    @Override
    public boolean equals(Object other) {
        return other instanceof LakeFile file
                && generation == file.generation
                && batches.equals(file.batches)
                && isBeside(file);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * hour.hashCode() + table.hashCode()) + series.hashCode()) + batches.hashCode() + generation;
    }
}
