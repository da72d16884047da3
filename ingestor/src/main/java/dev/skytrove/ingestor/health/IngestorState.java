package dev.skytrove.ingestor.health;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What the ingestor is doing. Each state names those that it may be followed by. */
public enum IngestorState {
    /** The process has just begun. */
    STARTING,
    /** The buffer is asked where the stream was left. */
    OPENING_BUFFER,
    /** Another ingestor has the stream; this one takes over when that is gone. */
    STANDBY,
    /** The buffer does not do what it is asked; nothing is read until it does. */
    BUFFER_UNAVAILABLE,
    /** The buffer is empty and the bucket, which would know where to go on, does not answer. */
    STORAGE_UNAVAILABLE,
    /** The buffer is too full; nothing is read until a flush has made room. */
    PAUSED_FOR_MEMORY,
    /** A subscription is asked for. */
    CONNECTING,
    /** Events flow, or would if there were any. */
    CONNECTED,
    /** The next attempt to connect waits for its time. */
    BACKING_OFF,
    /** What was read is brought to the buffer, then the process ends. */
    STOPPING,
    /** Nothing is in the ingestor's hands any more. */
    STOPPED;

    private static final Set<IngestorState> IN_SESSION =
            EnumSet.of(OPENING_BUFFER, PAUSED_FOR_MEMORY, CONNECTING, CONNECTED, BACKING_OFF);

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The state's name in logs, metrics and health. */
    public String label() {
        return label;
    }

    /** Whether events do not flow although they should. */
    public boolean isTrouble() {
        return switch (this) {
            case BUFFER_UNAVAILABLE, STORAGE_UNAVAILABLE, PAUSED_FOR_MEMORY, BACKING_OFF -> true;
            case STARTING, OPENING_BUFFER, STANDBY, CONNECTING, CONNECTED, STOPPING, STOPPED -> false;
        };
    }

    /** Whether this state may follow {@code other}. */
    boolean mayFollow(IngestorState other) {
        return switch (this) {
            case STARTING -> false;
            case OPENING_BUFFER ->
                other == STARTING || other == STANDBY || other == BUFFER_UNAVAILABLE || other == STORAGE_UNAVAILABLE;
            case STANDBY -> other == STANDBY || IN_SESSION.contains(other);
            case BUFFER_UNAVAILABLE -> other == STANDBY || IN_SESSION.contains(other);
            case PAUSED_FOR_MEMORY -> IN_SESSION.contains(other);
            case STORAGE_UNAVAILABLE -> other == OPENING_BUFFER || other == STANDBY;
            case CONNECTING -> IN_SESSION.contains(other) && other != CONNECTING;
            case CONNECTED -> other == CONNECTING || other == BACKING_OFF;
            case BACKING_OFF -> other == CONNECTING || other == CONNECTED;
            case STOPPING -> other != STOPPED;
            case STOPPED -> other == STOPPING;
        };
    }
}
