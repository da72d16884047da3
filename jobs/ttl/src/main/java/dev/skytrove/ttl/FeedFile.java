package dev.skytrove.ttl;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of a feed, as its object name tells it: {@code feeds/<feed>/<yyyyMMdd'T'HHmmss'Z'>.jsonl}.
 *
 * @param feed the feed's name
 * @param time when it was written
 */
record FeedFile(String feed, Instant time) {
    private static final Pattern NAME = Pattern.compile("feeds/([a-z0-9-]{1,64})/(\\d{8}T\\d{6}Z)\\.jsonl");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** The file with this object name; empty for all others, {@code latest.jsonl} among them. */
    static Optional<FeedFile> parse(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new FeedFile(matcher.group(1), TIME.parse(matcher.group(2), Instant::from)));
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }
}
