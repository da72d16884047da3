package dev.skytrove.importer;

import dev.skytrove.lake.HourKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/** How far the reading of a source is. Guarded by {@link Spills}. */
final class Reading {
    private static final int DIGITS = 32;

    private final Source source;
    private final String id;
    private long position;
    private long saved;
    private boolean savedAll;
    private long held = Long.MAX_VALUE;
    private boolean ended;
    private HourKey newest = HourKey.of(Instant.EPOCH);

    Reading(Source source) {
        this.source = source;
        this.id = id(source.identity());
    }

    Source source() {
        return source;
    }

    /** What names its objects: 32 hexadecimal digits. */
    String id() {
        return id;
    }

    /** Goes on where an earlier run was. */
    void resume(long lines) {
        position = lines;
        saved = lines;
    }

    /** How many lines were read. */
    long position() {
        return position;
    }

    /** A line was read. */
    void read(long line) {
        position = line + 1;
    }

    /** A line must be read again by another run. */
    void hold(long line) {
        held = Math.min(held, line);
    }

    /** The first line that must be read again; {@link Long#MAX_VALUE} if none must. */
    long held() {
        return held;
    }

    /** Returns whether an event is of a later hour than all before. */
    boolean passes(HourKey hour) {
        if (hour.compareTo(newest) <= 0) {
            return false;
        }
        newest = hour;
        return true;
    }

    /** The latest hour that any event was of. */
    HourKey newest() {
        return newest;
    }

    void end() {
        ended = true;
    }

    boolean isEnded() {
        return ended;
    }

    /** Returns whether this is more than was saved before: it is to be saved now. */
    boolean save(long lines, boolean done) {
        boolean more = lines > saved || (done && !savedAll);
        saved = Math.max(saved, lines);
        savedAll |= done;
        return more;
    }

    private static String id(String identity) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
