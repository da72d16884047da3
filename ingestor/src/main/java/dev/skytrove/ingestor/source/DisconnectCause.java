package dev.skytrove.ingestor.source;

import java.util.Locale;

/** Why a connection to a source is over, as a label of metrics. */
public enum DisconnectCause {
    /** It never came about. */
    UNREACHABLE,
    /** The server refused the subscription. */
    REFUSED,
    /** The server said goodbye. */
    CLOSED,
    /** It broke, or the server broke the protocol. */
    BROKEN,
    /** It delivered nothing for too long. */
    SILENT,
    /** What it delivered was compressed with an unknown dictionary. */
    DICTIONARY,
    /** What it delivered was not what the sequence number was asked for. */
    ASTRAY,
    /** Another connection took its place, as planned. */
    PLANNED,
    /** The buffer was too full. */
    MEMORY,
    /** The buffer failed. */
    BUFFER,
    /** The process was told to stop. */
    STOP;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The label of metrics. */
    public String label() {
        return label;
    }
}
