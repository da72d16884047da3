package dev.skytrove.query.read;

import java.util.List;

/** A search is not answered because files of the lake cannot be read; the message names them. */
public final class UnreadableFilesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int MOST_NAMED = 10;

    private UnreadableFilesException(String message) {
        super(message);
    }

    /** One that hides posts cannot be read, so an answer could show what somebody took back. */
    static UnreadableFilesException hiding(String name) {
        return new UnreadableFilesException(
                "'" + name + "' cannot be read; without it, posts that were taken back could be shown");
    }

    /** Posts cannot be read, and the caller wants all or nothing. */
    public static UnreadableFilesException posts(List<String> names) {
        String more = names.size() > MOST_NAMED ? " and " + (names.size() - MOST_NAMED) + " more" : "";
        return new UnreadableFilesException("the answer would be incomplete; these files cannot be read: "
                + String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size()))) + more);
    }
}
