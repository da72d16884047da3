package dev.skytrove.ingestor.source;

/**
 * Why a connection was left.
 *
 * @param cause the kind of reason
 * @param message the reason for people
 * @param remedy what makes the next request another one
 */
public record Disconnect(DisconnectCause cause, String message, Remedy remedy) {
    /** A reason that the next request cannot heed. */
    public Disconnect(DisconnectCause cause, String message) {
        this(cause, message, Remedy.NONE);
    }

    /** What makes the next request another one. */
    public enum Remedy {
        /** Nothing: it will be the same. */
        NONE,
        /** The server does not know the sequence number that it was asked for: it must be asked by time. */
        FORGET_SEQUENCE,
        /** The source itself asks in another way from now on. */
        ASKS_OTHERWISE
    }
}
