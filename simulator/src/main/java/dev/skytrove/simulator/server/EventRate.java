package dev.skytrove.simulator.server;

/**
 * How fast one client is served.
 *
 * @param perSecond events a second, above 0, possibly infinite
 */
public record EventRate(double perSecond) {
    /** As fast as the client takes them. */
    public static final EventRate UNLIMITED = new EventRate(Double.POSITIVE_INFINITY);

    /** @throws IllegalArgumentException if {@code perSecond} is not above 0 */
    public EventRate {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("not a rate above 0: " + perSecond);
        }
    }

    /** Whether clients are served as fast as they take events. */
    public boolean isUnlimited() {
        return perSecond == Double.POSITIVE_INFINITY;
    }
}
