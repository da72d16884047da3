package dev.skytrove.query.page;

import dev.skytrove.query.admission.MemoryMode;
import dev.skytrove.query.admission.Portion;
import dev.skytrove.query.criteria.Position;
import dev.skytrove.query.duckdb.QueryStoppedException;
import dev.skytrove.query.duckdb.Rows;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.filter.FeatureReader;
import dev.skytrove.query.posts.PostField;
import dev.skytrove.query.posts.PostResult;
import dev.skytrove.query.posts.PostRows;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The posts of an export in order, which lie in the temporary table {@code page}, most of it on disk. They are read in parts,
 * so that neither their number nor a slow reader costs memory.
 */
public final class SortedPosts implements AutoCloseable {
    /** SQL of what posts of an order by time are ordered by, in microseconds since 1970. */
    static final String BY_TIME = "epoch_us(sort_at)";

    /** The same of a ranking. */
    static final String BY_RANK = "rank";

    /** How many are read by one statement, and then held in memory. */
    private static final int READ = 1 << 11;

    /** How many are taken at first where some may be large. */
    static final int FEW = 1 << 5;

    private static final String PAGE = "SELECT * FROM page WHERE rowid >= ? AND rowid < ?";
    private static final String PAGE_OF_ONE = "SELECT * FROM page WHERE rowid = ";

    private final Session session;
    private final MemoryMode mode;
    private final int taken;
    private final int limit;
    private final String by;
    private int read;
    private int partEnd;

    /** How many are read at a time. */
    private final Portion part;

    private Optional<Rows<PostResult>> rows = Optional.empty();
    private Optional<PageFeatures> features = Optional.empty();

    /** Those of the part that is read. */
    private Map<String, SortedMap<String, Double>> said = Map.of();

    /**
     * @param taken how many posts the table has
     * @param limit how many posts are read; one more tells whether there are more
     * @param by {@link #BY_TIME} or {@link #BY_RANK}
     */
    SortedPosts(Session session, MemoryMode mode, int taken, int limit, String by) {
        this.session = session;
        this.mode = mode;
        this.taken = taken;
        this.limit = limit;
        this.by = by;
        this.part = new Portion(mode == MemoryMode.USUAL ? READ : FEW, READ);
    }

    /** The place of the last post that is read, if there are more behind it. Not while posts are read. */
    public Optional<Position> next() {
        if (taken <= limit) {
            return Optional.empty();
        }
        return session
                .list(
                        "SELECT " + by + ", uri FROM page WHERE rowid = ?",
                        row -> Position.ranked(row.getLong(1), row.getString(2)),
                        limit - 1)
                .stream()
                .findFirst();
    }

    /** From now on the posts come with what features say of them. Not while posts are read. */
    public SortedPosts withFeatures(FeatureReader reader) {
        features = Optional.of(PageFeatures.read(session, reader));
        return this;
    }

    /** Whether {@link #readPart} has to be called before the next step. */
    boolean isPartMissing() {
        return read == partEnd && read < Math.min(taken, limit);
    }

    /** Reads the next posts; may be repeated when it has failed. */
    void readPart() {
        close();
        while (true) {
            try {
                readPart(Math.min(read + part.size(), limit));
                part.succeeded();
                return;
            } catch (QueryStoppedException e) {
                part.requireReduced(e);
            }
        }
    }

    private void readPart(int end) {
        int start = read;
        said = features.map(all -> all.of(start, end)).orElse(Map.of());
        rows = Optional.of(
                end == read + 1
                        ? session.rows(PAGE_OF_ONE + read, PostRows::read)
                        : session.rows(PAGE, PostRows::read, read, end));
        partEnd = end;
    }

    /** Steps to the next post of the part; false behind the last one of all. */
    boolean advance() {
        if (read == Math.min(taken, limit)) {
            return false;
        }
        read++;
        return rows.orElseThrow().next();
    }

    /** The post stepped to. */
    PostResult post() {
        PostResult post = rows.orElseThrow().row();
        return features.isEmpty() ? post : post.with(said.get(post.uri()));
    }

    /** Writes all posts that are read as a Parquet file, which is nobody's yet. Not while posts are read. */
    Path write(List<PostField> columns) {
        return new PageFile(session, mode, features).write(columns, Math.min(taken, limit));
    }

    /** Ends the reading. */
    @Override
    public void close() {
        rows.ifPresent(Rows::close);
        rows = Optional.empty();
    }
}
