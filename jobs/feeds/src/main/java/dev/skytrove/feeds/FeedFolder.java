package dev.skytrove.feeds;

import dev.skytrove.lake.storage.ObjectStore;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The files of a feed in the bucket.
 *
 * @param store where the lake is
 * @param feed the feed's name
 */
record FeedFolder(ObjectStore store, String feed) {
    private static final String ROOT = "feeds/";
    private static final String SUFFIX = ".jsonl";

    /** When the feed was written last; empty if it never was. */
    Optional<Instant> writtenAt() {
        AtomicReference<Instant> newest = new AtomicReference<>();
        // In the order of names, the newest comes last.
        store.list(prefix(), "", object -> time(object.name()).ifPresent(newest::set));
        return Optional.ofNullable(newest.get());
    }

    /** Puts a new file, and then the same as the latest: whoever reads that sees the old one or all of the new one. */
    void put(Instant time, byte[] content) {
        store.put(prefix() + format().format(time) + SUFFIX, content);
        store.put(prefix() + "latest" + SUFFIX, content);
    }

    private String prefix() {
        return ROOT + feed + "/";
    }

    private Optional<Instant> time(String name) {
        if (!name.endsWith(SUFFIX)) {
            return Optional.empty();
        }
        try {
            String text = name.substring(prefix().length(), name.length() - SUFFIX.length());
            return Optional.of(format().parse(text, Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static DateTimeFormatter format() {
        return DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    }
}
