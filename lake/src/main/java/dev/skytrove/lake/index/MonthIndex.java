package dev.skytrove.lake.index;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The word index of a month of posts, as the names of its two objects tell it:
 * {@code index/posts/year=…/month=…/words-<generation>-<files>.parquet} and {@code postings-<generation>-<files>.parquet}
 * beside it. As in the lake, a name is never given to other content. Of a month's indexes of which both objects are there
 * the one of the highest generation counts.
 *
 * @param month of UTC
 * @param generation 0 for a month's first, one more for each that follows; below 10<sup>9</sup>
 * @param files which files it was made from: {@link IndexFile#fingerprint} of their names
 */
public record MonthIndex(YearMonth month, int generation, String files) {
    private static final Pattern NAME = Pattern.compile(IndexFile.ROOT
            + "year=(\\d{4})/month=(\\d\\d)/(words|postings)-(0|[1-9]\\d{0,8})-([0-9a-f]{16})\\.parquet");

    /** @throws IllegalArgumentException if no name has the generation */
    public MonthIndex {
        IndexGenerations.require(generation);
    }

    /** What an object of an index holds. */
    public enum Part {
        /** The runs, and in how many posts they are. */
        WORDS,

        /** The blocks that hold them. */
        POSTINGS
    }

    /**
     * An object of an index.
     *
     * @param index which one
     * @param part what of it
     */
    public record Named(MonthIndex index, Part part) {}

    /** What a name is one of; empty for all names that are not those of months' indexes. */
    public static Optional<Named> parse(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            YearMonth month = YearMonth.of(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
            MonthIndex index = new MonthIndex(month, Integer.parseInt(parts.group(4)), parts.group(5));
            return Optional.of(new Named(index, parts.group(3).equals("words") ? Part.WORDS : Part.POSTINGS));
        } catch (DateTimeException noSuchMonth) {
            return Optional.empty();
        }
    }

    /** The month that a time is in. */
    public static YearMonth month(Instant time) {
        return YearMonth.from(time.atOffset(ZoneOffset.UTC));
    }

    /** The first instant behind a month. */
    public static Instant end(YearMonth month) {
        return MonthDigest.firstHour(month.plusMonths(1)).start();
    }

    /** The name of an object of it. */
    public String name(Part part) {
        String path = MonthDigest.firstHour(month).path();
        String folder = IndexFile.ROOT + path.substring(0, path.indexOf("/day=")) + "/";
        String first =
                switch (part) {
                    case WORDS -> "words-";
                    case POSTINGS -> "postings-";
                };
        return folder + first + generation + "-" + files + ".parquet";
    }
}
