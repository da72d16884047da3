package dev.skytrove.ingestor;

import dev.skytrove.ingestor.jetstream.ConnectionEnd;

/**
 * Why a connection was left.
 *
 * @param cause the kind of reason
 * @param message the reason for people
 */
record Departure(LeaveCause cause, String message) {
    /** The departure that a connection's own end makes necessary. */
    static Departure of(ConnectionEnd end) {
        LeaveCause cause = switch (end) {
            case ConnectionEnd.Unreachable _ -> LeaveCause.UNREACHABLE;
            case ConnectionEnd.Refused _ -> LeaveCause.REFUSED;
            case ConnectionEnd.Closed _ -> LeaveCause.CLOSED;
            case ConnectionEnd.Broken _ -> LeaveCause.BROKEN;
            case ConnectionEnd.Left _ -> LeaveCause.STOP;
        };
        return new Departure(cause, end.toString());
    }
}
