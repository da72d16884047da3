package dev.skytrove.lake.coverage;

/**
 * How many events of a kind there were.
 *
 * @param received by all connections together
 * @param ingested those that had not come before
 */
public record TableCount(long received, long ingested) {
    /** Both together. */
    public TableCount plus(TableCount other) {
        return new TableCount(received + other.received, ingested + other.ingested);
    }
}
