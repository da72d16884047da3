package dev.skytrove.ingestor.source;

import java.util.Locale;

/** Why a message is not even the envelope of an event. The set is closed, as its members are labels of metrics. */
public enum MessageFault {
    /** Compressed, and not a zstd frame, or larger than allowed when unpacked. */
    NOT_UNPACKABLE,
    /** Not one JSON object of the form that the server's envelopes have. */
    INVALID_ENVELOPE;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The fault's name in metrics and streams. */
    public String label() {
        return label;
    }
}
