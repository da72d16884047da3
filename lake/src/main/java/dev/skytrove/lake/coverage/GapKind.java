package dev.skytrove.lake.coverage;

import java.util.Arrays;
import java.util.Locale;

/** How it is known, or why it is suspected, that a source left something out. */
public enum GapKind {
    /** The numbers that the source gives its events have a gap: so many events are missing. */
    SEQUENCE,
    /** The source began later than it was asked to. */
    LATE,
    /** The times of two events that followed each other are further apart than the network is ever silent: suspected. */
    SILENCE;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** Its name in objects. */
    public String label() {
        return label;
    }

    /**
     * The kind of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static GapKind ofLabel(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not a kind of gap: '" + label + "'"));
    }
}
