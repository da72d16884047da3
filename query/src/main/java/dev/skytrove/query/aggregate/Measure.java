package dev.skytrove.query.aggregate;

/** What is told of each bucket. */
public enum Measure {
    /** How many posts it has. */
    COUNT,
    /** How many different authors they have. */
    AUTHORS,
    /** How large a part they are of all public posts with the same key. */
    SHARE;

    /** Its name in requests and answers. */
    public String label() {
        return Dimension.label(this);
    }
}
