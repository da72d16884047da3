package dev.skytrove.query.reactions;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.query.accounts.AccountReader;
import dev.skytrove.query.admission.MemoryMode;
import dev.skytrove.query.criteria.Order;
import dev.skytrove.query.criteria.TimeRange;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.files.AccountDigest;
import dev.skytrove.query.files.DigestFolder;
import dev.skytrove.query.files.FilePlan;
import dev.skytrove.query.keys.RecordKeyTime;
import dev.skytrove.query.posts.Accounts;
import dev.skytrove.query.posts.HiddenPosts;
import dev.skytrove.query.posts.Matches;
import dev.skytrove.query.reactions.CountPage.Counts;
import dev.skytrove.query.read.LakeReader;
import dev.skytrove.query.read.LakeSql;
import dev.skytrove.query.read.SearchMeta;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Counts what accounts did with posts, on one listing of the lake in one session. What was taken back, and what accounts
 * did that are not shown, does not count; {@code docs/api.md} has the rules.
 */
public final class InteractionCounts {
    /** Rounds of the matches. */
    private static final int LIKES = 1;

    private static final int REPOSTS = 2;
    private static final int POSTS = 3;

    /** Clocks of clients are wrong by so much, if they are not set at will. */
    private static final Duration CLOCK_MARGIN = Duration.ofDays(1);

    private static final Matches.Shape KEYS = new Matches.Shape("", """
            author_did VARCHAR, rkey VARCHAR, rev VARCHAR, indexed_at TIMESTAMPTZ, sort_at TIMESTAMPTZ,
            subject_uri VARCHAR, quote_uri VARCHAR""");

    private static final String SUBJECTS = "CREATE TEMP TABLE subjects AS SELECT unnest(?) AS uri";
    private static final String ASKED_FOR = " IN (SELECT uri FROM subjects)";
    private static final String ADD = "INSERT INTO matches SELECT author_did, rkey, rev, indexed_at, ";

    /** Reposts have the same columns. */
    private static final String ADD_SUBJECTS = ADD + "indexed_at, subject_uri, NULL, ?::INTEGER FROM " + LakeSql.rows(Table.LIKES)
            + " WHERE subject_uri" + ASKED_FOR;

    private static final String POSTS_WITH = "SELECT author_did, rkey, rev, indexed_at, sort_at, reply_parent_uri, quote_uri,"
            + " ?::INTEGER FROM " + LakeSql.rows(Table.POSTS) + " WHERE ";

    /** In two parts, so that each looks into the Bloom filters of one column. What is in both is one of two copies. */
    private static final String ADD_POSTS = "INSERT INTO matches " + POSTS_WITH + "reply_parent_uri" + ASKED_FOR
            + " UNION ALL " + POSTS_WITH + "quote_uri" + ASKED_FOR;

    private static final String ADD_PAIR = ADD + "indexed_at, subject_uri, NULL, ?::INTEGER FROM " + LakeSql.rows(Table.LIKES)
            + " WHERE indexed_at >= ? AND indexed_at < ? AND ((author_did = ? AND starts_with(subject_uri, ?))"
            + " OR (author_did = ? AND starts_with(subject_uri, ?)))";

    private static final String COUNT_PAIR =
            "SELECT author_did, count(DISTINCT subject_uri) FROM matches WHERE round = ? GROUP BY author_did";

    private static final String TAKEN_BACK = """
            DELETE FROM matches WHERE rowid IN (
                SELECT m.rowid FROM matches m JOIN %s d ON d.rkey = m.rkey AND d.author_did = m.author_did
                WHERE m.round = ? AND d.rev >= m.rev AND d.collection = ?)
            """.formatted(LakeSql.rows(Table.DELETES));

    private static final String COUNT_ACCOUNTS =
            "SELECT subject_uri, count(DISTINCT author_did) FROM matches WHERE round = ? GROUP BY subject_uri";

    private static final String COUNT_REPLIES =
            "SELECT subject_uri, count(*) FROM matches WHERE round = ? AND subject_uri" + ASKED_FOR
                    + " GROUP BY subject_uri";

    private static final String COUNT_QUOTES =
            "SELECT quote_uri, count(*) FROM matches WHERE round = ? AND quote_uri" + ASKED_FOR + " GROUP BY quote_uri";

    private final Session session;
    private final MemoryMode mode;
    private final ObjectStore store;
    private final LakeReader reader;
    private final DigestFolder digests;

    /** Reads nothing yet. */
    public InteractionCounts(
            Session session, MemoryMode mode, ObjectStore store, LakeReader reader, DigestFolder digests) {
        this.session = session;
        this.mode = mode;
        this.store = store;
        this.reader = reader;
        this.digests = digests;
    }

    /** The counts of posts. */
    public CountPage of(List<String> uris, Instant now, Supplier<Duration> elapsed) {
        // Before the listing, which then has all that the digest covers.
        Optional<AccountDigest> digest = digests.newest();
        FilePlan plan = FilePlan.list(store, start(uris, now), Table.LIKES, Table.REPOSTS);
        session.update(SUBJECTS, uris);
        Matches matches = Matches.create(session, mode, Order.NEWEST, KEYS);
        Accounts accounts = new Accounts(session, new AccountReader(reader, digests, digest, plan::accounts));
        HiddenPosts hidden = new HiddenPosts(session, plan, reader, matches, accounts);

        Map<String, Long> likes = accounts(plan, matches, accounts, Table.LIKES, LIKES, "app.bsky.feed.like");
        Map<String, Long> reposts = accounts(plan, matches, accounts, Table.REPOSTS, REPOSTS, "app.bsky.feed.repost");
        reader.read(plan.superseding(HourKey.of(start(uris, now))), paths ->
                session.update(ADD_POSTS, POSTS, paths, POSTS, paths));
        hidden.remove(Matches.Span.of(POSTS));
        Map<String, Long> replies = count(COUNT_REPLIES, POSTS);
        Map<String, Long> quotes = count(COUNT_QUOTES, POSTS);

        List<Counts> counts = uris.stream()
                .map(uri -> new Counts(uri, of(likes, uri), of(reposts, uri), of(replies, uri), of(quotes, uri)))
                .toList();
        return new CountPage(counts, meta(elapsed.get()));
    }

    /** What two accounts did with each other's records in a range of {@code indexed_at}. */
    public PairReactions between(String first, String second, TimeRange range, Supplier<Duration> elapsed) {
        Optional<AccountDigest> digest = digests.newest();
        FilePlan plan = FilePlan.list(store, range.start(), Table.LIKES, Table.REPOSTS);
        Matches matches = Matches.create(session, mode, Order.NEWEST, KEYS);
        Accounts accounts = new Accounts(session, new AccountReader(reader, digests, digest, plan::accounts));
        PairFilter pair = new PairFilter(first, second, range);
        add(plan, pair, Table.LIKES, LIKES);
        Map<String, Long> likes = kept(plan, matches, accounts, LIKES, "app.bsky.feed.like", COUNT_PAIR);
        add(plan, pair, Table.REPOSTS, REPOSTS);
        Map<String, Long> reposts = kept(plan, matches, accounts, REPOSTS, "app.bsky.feed.repost", COUNT_PAIR);
        return new PairReactions(likes, reposts, meta(elapsed.get()));
    }

    private record PairFilter(String first, String second, TimeRange range) {}

    private void add(FilePlan plan, PairFilter pair, Table table, int round) {
        reader.read(plan.shown(table), paths -> session.update(
                ADD_PAIR,
                round,
                paths,
                pair.range.start(),
                pair.range.end(),
                pair.first,
                "at://" + pair.second + "/",
                pair.second,
                "at://" + pair.first + "/"));
    }

    /** From when on something may have been done with one of the posts. */
    private static Instant start(List<String> uris, Instant now) {
        return uris.stream()
                .map(uri -> RecordKeyTime.of(uri)
                        .filter(made -> !made.isAfter(now.plus(CLOCK_MARGIN)))
                        .map(made -> made.minus(CLOCK_MARGIN))
                        .orElse(TimeRange.ALL.start()))
                .min(Comparator.naturalOrder())
                .orElse(now);
    }

    private Map<String, Long> accounts(
            FilePlan plan, Matches matches, Accounts accounts, Table table, int round, String collection) {
        reader.read(plan.shown(table), paths -> session.update(ADD_SUBJECTS, round, paths));
        return kept(plan, matches, accounts, round, collection, COUNT_ACCOUNTS);
    }

    /** What is left of a round without what was taken back and who is gone, counted. */
    private Map<String, Long> kept(
            FilePlan plan, Matches matches, Accounts accounts, int round, String collection, String count) {
        matches.oldestIndexedAt(Matches.Span.of(round)).ifPresent(oldest -> {
            reader.read(plan.deletes(HourKey.of(oldest)), paths -> session.update(TAKEN_BACK, paths, round, collection));
            accounts.removeGone(Matches.Span.of(round));
            accounts.clear();
        });
        return count(count, round);
    }

    private Map<String, Long> count(String sql, int round) {
        Map<String, Long> counts = new HashMap<>();
        session.list(sql, row -> counts.put(row.getString(1), row.getLong(2)), round);
        return counts;
    }

    private static long of(Map<String, Long> counts, String uri) {
        return counts.getOrDefault(uri, 0L);
    }

    private SearchMeta meta(Duration elapsed) {
        return new SearchMeta(
                reader.filesRead(), 0, 0, reader.leftOut(), elapsed, Optional.empty(), Optional.empty());
    }
}
