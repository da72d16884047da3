package dev.skytrove.query.feeds;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeListing;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.query.accounts.AccountReader;
import dev.skytrove.query.criteria.TimeRange;
import dev.skytrove.query.duckdb.DuckDb;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.files.AccountDigest;
import dev.skytrove.query.files.DigestFolder;
import dev.skytrove.query.files.FilePlan;
import dev.skytrove.query.files.PlannedFile;
import dev.skytrove.query.read.LakeReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Lists that are made from the lake by the clock, of lines with the names of {@code docs/formats.md}. Nobody waits for
 * them at a port: each uses a session of its own, one at a time. What searches hide is in none.
 *
 * <p>They throw what searches throw.
 */
public final class LakeFeeds {
    /** Of so many posts the likes are counted exactly. */
    private static final int CANDIDATES = 2000;

    private final ObjectStore store;
    private final DigestFolder digests;
    private final DuckDb duckDb;
    private final Duration timeout;
    private final Function<Session, LakeReader> readers;

    /** Reads the lake with sessions of its own. */
    public LakeFeeds(
            ObjectStore store,
            DigestFolder digests,
            DuckDb duckDb,
            Duration timeout,
            Function<Session, LakeReader> readers) {
        this.store = store;
        this.digests = digests;
        this.duckDb = duckDb;
        this.timeout = timeout;
        this.readers = readers;
    }

    /** The posts of a span of time that got the most likes in it, most first: {@code likes}, then the fields of a post. */
    public List<Map<String, Object>> mostLiked(TimeRange range, int limit) {
        try (Session session = duckDb.session(timeout)) {
            LakeReader reader = readers.apply(session);
            // Before the listing, which then has all that the digest covers.
            Optional<AccountDigest> digest = digests.newest();
            // And likes before what takes them back.
            List<PlannedFile> likes = LakeListing.since(store, Table.LIKES, HourKey.of(range.start())).live().stream()
                    .map(entry -> new PlannedFile(entry.file(), entry.size()))
                    .toList();
            FilePlan plan = FilePlan.list(store, range.start());
            AccountReader accounts = new AccountReader(reader, digests, digest, plan::accounts);
            new LikeRanking(session, reader).rank(likes, plan, accounts, range, CANDIDATES);
            FoundPosts posts = FoundPosts.ofFeed(session, reader);
            posts.add(plan, range, "uri IN (SELECT uri FROM ranked)");
            posts.removeHidden(plan, accounts, range.start());
            return session.list(FoundPosts.RANKED, FoundPosts::line, limit);
        }
    }

    /**
     * The hashtags that more accounts use than before, those with the greatest growth first; see {@link HashtagTrends}.
     *
     * @param end of the span at hand
     * @param span how long it is
     * @param minAuthors how many accounts must have used a tag in it
     */
    public List<Map<String, Object>> trendingHashtags(Instant end, Duration span, int minAuthors, int limit) {
        try (Session session = duckDb.session(timeout)) {
            LakeReader reader = readers.apply(session);
            TimeRange range = HashtagTrends.range(end, span);
            Optional<AccountDigest> digest = digests.newest();
            FilePlan plan = FilePlan.list(store, range.start());
            FoundPosts posts = FoundPosts.withHashtags(session, reader);
            posts.add(plan, range, "len(hashtags) > 0");
            posts.removeHidden(plan, new AccountReader(reader, digests, digest, plan::accounts), range.start());
            return HashtagTrends.list(session, end, span, minAuthors, limit);
        }
    }
}
