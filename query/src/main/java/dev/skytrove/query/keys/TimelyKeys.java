package dev.skytrove.query.keys;

import dev.skytrove.lake.HourKey;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Which rows lie where their keys tell. A row of a file is timely if its key is a TID of a time in the hour of the file, or at
 * most {@link #MARGIN} before or behind it. So whoever has a key knows the hours that can have timely rows of it, one or two;
 * all other rows of it are in digests. The digests' form has this rule: another margin is another version of it.
 */
public final class TimelyKeys {
    /** Of {@link RecordKeyTime}: in SQL, a whole match. */
    static final String TID = "[2-7ab][2-7a-z]{12}";

    private static final String TID_SECOND = "[2-7ab][2-7a-z]{" + (RecordKeyTime.DIGITS_OF_A_SECOND - 1) + "}";

    /** Less than half an hour, so that a key has at most two hours. */
    static final Duration MARGIN = Duration.ofMinutes(10);

    /**
     * SQL of a condition: a row is not timely. It reads the column {@code rkey}; its parameters are {@link #bounds}. The order
     * of TIDs is that of texts.
     */
    public static final String UNTIMELY =
            "NOT (rkey >= ? AND rkey < ? AND length(rkey) = 13 AND regexp_full_match(rkey, '" + TID + "'))";

    private static final long HOUR_MICROS = Duration.ofHours(1).toMillis() * 1000;
    private static final long MARGIN_MICROS = MARGIN.toMillis() * 1000;

    private TimelyKeys() {}

    /** The first timely key of files of an hour, and the first behind them. */
    public static List<String> bounds(HourKey hour) {
        return List.of(RecordKeyTime.first(hour.start().minus(MARGIN)), RecordKeyTime.first(hour.end().plus(MARGIN)));
    }

    /**
     * SQL of the hours that rows with the keys of some rows can be in which are in no digest, as {@link HourKey#number} counts
     * them: those of timely ones, and those of these rows. Maybe further ones, since of each key only the second is looked at:
     * there are many keys, and few seconds.
     *
     * @param rows SQL behind FROM that has the columns {@code rkey} and {@code indexed_at}
     */
    public static String hours(String rows) {
        String seconds = "SELECT DISTINCT left(rkey, " + RecordKeyTime.DIGITS_OF_A_SECOND + ") AS digits, epoch_us(indexed_at) // "
                + HOUR_MICROS + " AS seen FROM " + rows;
        String micros = "CASE WHEN regexp_full_match(digits, '" + TID_SECOND + "') THEN " + RecordKeyTime.secondSql("digits") + " END";
        return "SELECT DISTINCT instant // " + HOUR_MICROS + " FROM (SELECT unnest([micros - " + MARGIN_MICROS + ", micros + "
                + (RecordKeyTime.SECOND_MICROS - 1 + MARGIN_MICROS) + ", seen * " + HOUR_MICROS + "]) AS instant FROM (SELECT seen, "
                + micros + " AS micros FROM (" + seconds + "))) WHERE instant IS NOT NULL";
    }
}
