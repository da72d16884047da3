package dev.skytrove.query.feeds;

import dev.skytrove.query.posts.PostField;
import dev.skytrove.query.posts.PostResult;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A line of a feed that is a post: the names and forms of a search result, but for what only identifies a version. */
public final class PostLine {
    private static final Set<PostField> LEFT_OUT = Set.of(PostField.OPERATION, PostField.CID, PostField.REV);

    private PostLine() {}

    /** What it shows, in its order. */
    static List<PostField> fields() {
        return PostField.shown().stream().filter(field -> !LEFT_OUT.contains(field)).toList();
    }

    /** The line of a post. */
    public static Map<String, Object> of(PostResult post) {
        Map<String, Object> line = new LinkedHashMap<>();
        for (PostField field : fields()) {
            Object value = post.value(field);
            line.put(field.label(), value instanceof Instant time ? time(time) : value);
        }
        return line;
    }

    private static String time(Instant time) {
        return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(time);
    }
}
