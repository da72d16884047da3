package dev.skytrove.query.criteria;

/** In which order a search lists posts. Posts of the same {@code sort_at} are ordered by {@code uri}. */
public enum Order {
    /** The latest {@code sort_at} first. */
    NEWEST,
    /** The earliest {@code sort_at} first. */
    OLDEST;

    /** The place before every post. */
    public Position start() {
        return switch (this) {
            case NEWEST -> Position.START;
            case OLDEST -> new Position(TimeRange.ALL.start(), "");
        };
    }
}
