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
 * size, as finished lines, and none that is longer than {@value #LONGEST_LINE} bytes: several times what the network's
 * rules let a post be.
 */
final class Feed {
    private static final int LONGEST_LINE = 64 << 10;

    /** Of all lines: some usual ones of {@link #LONGEST_LINE} each, or thousands of usual ones. */
    private static final long MOST_BYTES = 8 << 20;

    private final ObjectMapper json;
    private final int size;
    private final HiddenInBatch hidden = new HiddenInBatch();
    private final TreeMap<Place, Version> newest = new TreeMap<>();
    private final Map<String, Version> byUri = new HashMap<>();
    private long bytes;

    Feed(ObjectMapper json, int size) {
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

    @SuppressWarnings("ArrayRecordComponent") // written, never compared
    private record Version(Place place, String rev, byte[] line) {}

    /** Takes the rows of a batch: those that hide posts must come before the posts, as they do in a flush. */
    void add(EventRow row) throws IOException {
        switch (row.table()) {
            case DELETES, OVERSIZED -> hidden.delete(row.record());
            case ACCOUNTS -> hidden.account(row.record());
            case POSTS -> {
                if (!hidden.hides(row.record())) {
                    post(row.record());
                }
            }
            case LIKES, REPOSTS, FOLLOWS, BLOCKS, PROFILES, OTHERS -> {
                // Of no interest to a feed.
            }
        }
    }

    /** Whether there is no post. */
    boolean isEmpty() {
        return newest.isEmpty();
    }

    /** One JSON object a line. */
    byte[] content() {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (Version version : newest.values()) {
            content.writeBytes(version.line());
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
            put(new Version(place, rev, json.writeValueAsBytes(FeedPost.of(post))));
        }
    }

    private boolean isBeforeLast(Place place) {
        return !newest.isEmpty() && place.compareTo(newest.lastKey()) < 0;
    }

    private void put(Version version) {
        if (version.line().length > LONGEST_LINE) {
            return;
        }
        newest.put(version.place(), version);
        byUri.put(version.place().uri(), version);
        bytes += version.line().length;
        while (newest.size() > size || bytes > MOST_BYTES) {
            remove(newest.lastEntry().getValue());
        }
    }

    private void remove(Version version) {
        newest.remove(version.place());
        byUri.remove(version.place().uri());
        bytes -= version.line().length;
    }
}
