package dev.skytrove.query.reactions;

import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.fold.PostColumn;
import dev.skytrove.query.fold.PostFold;
import java.util.List;

/** Counts what posts of two accounts have to do with the other one. */
public final class PairPosts implements PostFold<List<PairPosts.Counts>> {
    private static final String COUNT = """
            SELECT count(*) FILTER (WHERE starts_with(reply_parent_uri, ?)), count(*) FILTER (WHERE starts_with(quote_uri, ?)),
                count(*) FILTER (WHERE list_contains(mention_dids, ?))
            FROM matches WHERE author_did = ?""";

    private final String first;
    private final String second;
    private Counts byFirst = Counts.NONE;
    private Counts bySecond = Counts.NONE;

    /**
     * Of two accounts.
     *
     * @param first the DID of one
     * @param second that of the other
     */
    public PairPosts(String first, String second) {
        this.first = first;
        this.second = second;
    }

    /**
     * Posts of one of them.
     *
     * @param replies that answer a post of the other
     * @param quotes that embed a record of the other
     * @param mentions that mention the other
     */
    public record Counts(long replies, long quotes, long mentions) {
        private static final Counts NONE = new Counts(0, 0, 0);

        private Counts plus(Counts more) {
            return new Counts(replies + more.replies, quotes + more.quotes, mentions + more.mentions);
        }
    }

    @Override
    public List<PostColumn> columns() {
        return List.of(
                PostColumn.of("reply_parent_uri", "VARCHAR"),
                PostColumn.of("quote_uri", "VARCHAR"),
                PostColumn.of("mention_dids", "VARCHAR[]"));
    }

    @Override
    public void add(Session session) {
        byFirst = byFirst.plus(count(session, first, second));
        bySecond = bySecond.plus(count(session, second, first));
    }

    /** Those of the first account, then those of the second. */
    @Override
    public List<Counts> end(Session session) {
        return List.of(byFirst, bySecond);
    }

    private static Counts count(Session session, String author, String other) {
        String records = "at://" + other + "/";
        return session.list(
                        COUNT,
                        row -> new Counts(row.getLong(1), row.getLong(2), row.getLong(3)),
                        records,
                        records,
                        other,
                        author)
                .getFirst();
    }
}
