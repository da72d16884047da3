package dev.skytrove.ingestor.health;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What the ingestor is doing. Each state names those that it may be followed by. */
public enum IngestorState {
    /** The process has just begun. */
    STARTING,
    /** Redis is asked where the stream was left. */
    OPENING_REDIS,
    /** Another ingestor has the stream; this one takes over when that is gone. */
    STANDBY,
    /** Redis does not do what it is asked; nothing is read until it does. */
    REDIS_UNAVAILABLE,
    /** Redis is empty and the bucket, which would know where to go on, does not answer. */
    STORAGE_UNAVAILABLE,
    /** Redis is too full; nothing is read until a flush has made room. */
    PAUSED_FOR_MEMORY,
    /** A subscription is asked for. */
    CONNECTING,
    /** Events flow, or would if there were any. */
    CONNECTED,
    /** The next attempt to connect waits for its time. */
    BACKING_OFF,
    /** What was read is brought to Redis, then the process ends. */
    STOPPING,
    /** Nothing is in the ingestor's hands any more. */
    STOPPED;

    private static final Set<IngestorState> IN_SESSION =
            EnumSet.of(OPENING_REDIS, PAUSED_FOR_MEMORY, CONNECTING, CONNECTED, BACKING_OFF);

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The state's name in logs, metrics and health. */
    public String label() {
        return label;
    }

    /** Whether events do not flow although they should. */
    public boolean isTrouble() {
        return switch (this) {
            case REDIS_UNAVAILABLE, STORAGE_UNAVAILABLE, PAUSED_FOR_MEMORY, BACKING_OFF -> true;
            case STARTING, OPENING_REDIS, STANDBY, CONNECTING, CONNECTED, STOPPING, STOPPED -> false;
        };
    }

    /** Whether this state may follow {@code other}. */
    boolean mayFollow(IngestorState other) {
        return switch (this) {
            case STARTING -> false;
            case OPENING_REDIS ->
                other == STARTING || other == STANDBY || other == REDIS_UNAVAILABLE || other == STORAGE_UNAVAILABLE;
            case STANDBY -> other == STANDBY || IN_SESSION.contains(other);
            case REDIS_UNAVAILABLE -> other == STANDBY || IN_SESSION.contains(other);
            case PAUSED_FOR_MEMORY -> IN_SESSION.contains(other);
            case STORAGE_UNAVAILABLE -> other == OPENING_REDIS || other == STANDBY;
            case CONNECTING -> IN_SESSION.contains(other) && other != CONNECTING;
            case CONNECTED -> other == CONNECTING || other == BACKING_OFF;
            case BACKING_OFF -> other == CONNECTING || other == CONNECTED;
            case STOPPING -> other != STOPPED;
            case STOPPED -> other == STOPPING;
        };
    }
}
