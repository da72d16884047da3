package dev.skytrove.lake.coverage;

import dev.skytrove.lake.BatchRange;
import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.Series;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An object of coverage, as its name tells it: {@code coverage/year=…/month=…/day=…/hour=…/<series>-<first>-<last>-<generation>.json}.
 * As in the lake, a name is never given to other content.
 *
 * @param hour which hour it is about
 * @param series whose batches it covers
 * @param batches the batches that it covers
 * @param generation 0 as first written; one more each time that this range is written anew
 */
public record CoverageFile(HourKey hour, Series series, BatchRange batches, int generation) {
    /** What every object's name begins with. */
    public static final String ROOT = "coverage/";

    private static final Pattern NAME = Pattern.compile(
            "coverage/(year=\\d{4}/month=\\d\\d/day=\\d\\d/hour=\\d\\d)/([a-z][a-z0-9]{0,15})"
                    + "-([1-9]\\d{0,17})-([1-9]\\d{0,17})-(0|[1-9]\\d{0,8})\\.json");

    /** That of one batch of flushes. */
    public static CoverageFile flushed(HourKey hour, long batch) {
        return new CoverageFile(hour, Series.FLUSH, BatchRange.of(batch), 0);
    }

    /**
     * The object that holds what others do.
     *
     * @param live of one hour and series, none of which holds what another does; at least one
     */
    public static CoverageFile of(Collection<CoverageFile> live) {
        CoverageFile one = live.iterator().next();
        if (live.size() == 1) {
            return one;
        }
        long first = live.stream().mapToLong(file -> file.batches.first()).min().orElseThrow();
        long last = live.stream().mapToLong(file -> file.batches.last()).max().orElseThrow();
        return new CoverageFile(one.hour, one.series, new BatchRange(first, last), 0);
    }

    /** The object of this name, if it is one. */
    public static Optional<CoverageFile> parse(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new CoverageFile(
                    HourKey.parse(parts.group(1)),
                    new Series(parts.group(2)),
                    new BatchRange(Long.parseLong(parts.group(3)), Long.parseLong(parts.group(4))),
                    Integer.parseInt(parts.group(5))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What the names of all objects of an hour begin with. */
    public static String prefix(HourKey hour) {
        return ROOT + hour.path() + "/";
    }

    /** What the names of all objects of a day begin with. */
    public static String prefix(LocalDate day) {
        return String.format(
                Locale.ROOT,
                ROOT + "year=%04d/month=%02d/day=%02d/",
                day.getYear(), day.getMonthValue(), day.getDayOfMonth());
    }

    /** The object's name. */
    public String name() {
        return ROOT + hour.path() + "/" + series.label() + "-" + batches.first() + "-" + batches.last() + "-" + generation
                + ".json";
    }

    /** Whether another holds what this does: a range that contains this one's, larger or of a higher generation. */
    public boolean isSupersededBy(CoverageFile other) {
        return hour.equals(other.hour)
                && series.equals(other.series)
                && other.batches.contains(batches)
                && (!batches.equals(other.batches) || generation < other.generation);
    }
}
