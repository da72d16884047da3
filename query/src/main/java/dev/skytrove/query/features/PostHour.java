package dev.skytrove.query.features;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The hour that the key of a post tells, if it is a TID: that in which the post was made. */
final class PostHour {
    private static final String BASE = "234567abcdefghijklmnopqrstuvwxyz";
    private static final int TID_DIGITS = 13;
    private static final int BITS = 5;
    private static final int CLOCK_BITS = 10;

    /** So many digits tell a second from others. */
    private static final int DIGITS = 7;

    private static final long HOUR_MICROS = Duration.ofHours(1).toMillis() * 1000;

    private PostHour() {}

    /**
     * SQL of the hour, counted from 1970; null if the key is no TID, or one of a time that cannot be.
     *
     * @param uri SQL of the post's URI
     */
    static String sql(String uri) {
        String key = "split_part(" + uri + ", '/', 5)";
        List<String> digits = new ArrayList<>();
        for (int i = 0; i < DIGITS; i++) {
            long worth = 1L << (BITS * (TID_DIGITS - 1 - i) - CLOCK_BITS);
            digits.add("(instr('" + BASE + "', " + key + "[" + (i + 1) + "]) - 1)::BIGINT * " + worth);
        }
        // From 2022 on, as the network has been, and not of the future.
        String hour = "((" + String.join(" + ", digits) + ") // " + HOUR_MICROS + ")";
        return "CASE WHEN regexp_full_match(" + key + ", '[2-7a-j][2-7a-z]{12}') AND " + hour
                + " BETWEEN 455832 AND epoch(now())::BIGINT // 3600 THEN " + hour + " END";
    }
}
