package dev.skytrove.query.posts;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.event.RecordText;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.files.FilePlan;
import dev.skytrove.query.files.PlannedFile;
import dev.skytrove.query.read.LakeReader;
import dev.skytrove.query.read.LakeSql;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the records of some posts that a search has found: few enough to be held in memory. */
public final class PostRecords {
    private static final String CREATE =
            "CREATE TEMP TABLE shown AS SELECT unnest(?) AS author_did, unnest(?) AS rkey, unnest(?) AS rev";

    private static final String READ = """
            SELECT s.author_did, s.rkey, any_value(p.raw_data), any_value(p.text) FROM %s p
            JOIN shown s ON p.rkey = s.rkey AND p.author_did = s.author_did AND p.rev = s.rev
            GROUP BY s.author_did, s.rkey
            """.formatted(LakeSql.rows(Table.POSTS));

    private final Session session;
    private final ObjectStore store;
    private final LakeReader reader;

    /** Reads nothing yet. */
    public PostRecords(Session session, ObjectStore store, LakeReader reader) {
        this.session = session;
        this.store = store;
        this.reader = reader;
    }

    /** The JSON of the records, by the posts' URIs. */
    public Map<String, String> of(List<PostResult> posts) {
        Map<String, String> records = new HashMap<>();
        if (posts.isEmpty()) {
            return records;
        }
        session.update(CREATE, all(posts, PostResult::authorDid), all(posts, PostResult::rkey), all(posts, PostResult::rev));
        reader.readKeys(files(posts), all(posts, PostResult::rkey), paths -> session.list(READ, row -> {
            String uri = "at://" + row.getString(1) + "/app.bsky.feed.post/" + row.getString(2);
            String record = RecordText.with(row.getString(3), "text", Optional.ofNullable(row.getString(4)));
            return records.put(uri, record);
        }, paths));
        return records;
    }

    /** Those of the hours in which the posts were indexed. */
    private List<PlannedFile> files(List<PostResult> posts) {
        Set<HourKey> hours = posts.stream().map(post -> HourKey.of(post.indexedAt())).collect(Collectors.toSet());
        Instant first = hours.stream().map(HourKey::start).min(Comparator.naturalOrder()).orElseThrow();
        Instant last = hours.stream().map(HourKey::end).max(Comparator.naturalOrder()).orElseThrow();
        return FilePlan.list(store, first).posts(first, last.plus(1, ChronoUnit.HOURS)).entrySet().stream()
                .filter(hour -> hours.contains(hour.getKey()))
                .flatMap(hour -> hour.getValue().stream())
                .toList();
    }

    private static List<String> all(List<PostResult> posts, Function<PostResult, String> value) {
        return posts.stream().map(value).toList();
    }
}
