package dev.skytrove.flush;

import dev.skytrove.lake.event.EventRow;
import io.micronaut.serde.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.generic.GenericRecord;

/**
 * The newest posts of a batch, newest first; of a post that was changed, the latest version. Holds no more than its
 * size, and none whose line is longer than {@value #LONGEST_LINE} bytes: several times what the network's rules let a
 * post be. Lines are made at the end: of a batch, most posts give way to newer ones.
 */
final class LatestFeed {
    private static final int LONGEST_LINE = 64 << 10;

    /** Characters of a record up to which its line cannot be too long, at three bytes each. */
    private static final int SURELY_SHORT = 16 << 10;

    /** Characters of all records held: some of {@link #LONGEST_LINE} each, or thousands of usual ones. */
    private static final long MOST_CHARACTERS = 8 << 20;

    private final ObjectMapper json;
    private final int size;
    private final HiddenInBatch hidden = new HiddenInBatch();
    private final TreeMap<Place, Version> newest = new TreeMap<>();
    private final Map<String, Version> byUri = new HashMap<>();
    private long characters;

    LatestFeed(ObjectMapper json, int size) {
        this.json = json;
        this.size = size;
    }

    /** Where a post stands in a feed. */
    private record Place(long sortAt, String uri) implements Comparable<Place> {
        private static final Comparator<Place> ORDER =
                Comparator.comparingLong(Place::sortAt).reversed().thenComparing(Place::uri);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    private record Version(Place place, String rev, GenericRecord post) {
        int characters() {
            return length("raw_data") + length("text");
        }

        private int length(String column) {
            return post.get(column) == null ? 0 : ((String) post.get(column)).length();
        }
    }

    /** Takes the rows of a batch: those that hide posts must come before the posts, as they do in a flush. */
    void add(EventRow row) throws IOException {
        switch (row.table()) {
            case DELETES -> hidden.delete(row.record());
            case OVERSIZED -> hidden.outgrow(row.record());
            case ACCOUNTS -> hidden.account(row.record());
            case POSTS -> {
                if (!hidden.hides(row.record())) {
                    post(row.record());
                }
            }
            default -> {
                // Of no interest to a feed.
            }
        }
    }

    /** Whether there is no post. */
    boolean isEmpty() {
        return newest.isEmpty();
    }

    /** One JSON object a line. */
    byte[] content() throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (Version version : newest.values()) {
            content.writeBytes(line(version));
            content.write('\n');
        }
        return content.toByteArray();
    }

    private void post(GenericRecord post) throws IOException {
        Place place = new Place((Long) post.get("sort_at"), (String) post.get("uri"));
        String rev = (String) post.get("rev");
        Version known = byUri.get(place.uri());
        if (known != null && known.rev().compareTo(rev) >= 0) {
            return;
        }
        if (known != null) {
            remove(known);
        }
        if (newest.size() < size || isBeforeLast(place)) {
            put(new Version(place, rev, post));
        }
    }

    private boolean isBeforeLast(Place place) {
        return !newest.isEmpty() && place.compareTo(newest.lastKey()) < 0;
    }

    private byte[] line(Version version) throws IOException {
        return json.writeValueAsBytes(FeedPost.of(version.post()));
    }

    private void put(Version version) throws IOException {
        if (version.characters() > SURELY_SHORT && line(version).length > LONGEST_LINE) {
            return;
        }
        newest.put(version.place(), version);
        byUri.put(version.place().uri(), version);
        characters += version.characters();
        while (newest.size() > size || characters > MOST_CHARACTERS) {
            remove(newest.lastEntry().getValue());
        }
    }

    private void remove(Version version) {
        newest.remove(version.place());
        byUri.remove(version.place().uri());
        characters -= version.characters();
    }
}
