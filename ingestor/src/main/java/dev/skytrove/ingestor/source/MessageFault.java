package dev.skytrove.ingestor.source;

import dev.skytrove.ingestor.jetstream.Wire;
import java.util.Locale;

/** Why a message is not even the envelope of an event. The set is closed, as its members are labels of metrics. */
public enum MessageFault {
    /** Compressed, and not a zstd frame, or larger than allowed when unpacked. */
    NOT_UNPACKABLE,
    /** On {@link Wire#V2}, not one JSON object of the envelope's form. */
    INVALID_ENVELOPE;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The fault's name in metrics and streams. */
    public String label() {
        return label;
    }
}
