package dev.skytrove.query.page;

import dev.skytrove.query.QuerySettings;
import dev.skytrove.query.admission.OverloadedException;
import dev.skytrove.query.admission.ReadingPlaces;
import dev.skytrove.query.criteria.Position;
import dev.skytrove.query.criteria.SearchCriteria;
import dev.skytrove.query.duckdb.QueryStoppedException;
import dev.skytrove.query.duckdb.QueryStoppedException.Reason;
import dev.skytrove.query.posts.PostField;
import dev.skytrove.query.posts.PostResult;
import dev.skytrove.query.read.SearchMeta;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * A search's result, to be read row by row: whatever could well fail has been done. Read by one thread at a time. Holds
 * one of the {@link ReadingPlaces} until it is closed, which any thread may do, any number of times; it closes itself
 * when it has been open for as long as {@link QuerySettings#streamTimeout} allows.
 */
public final class PostExport implements AutoCloseable {
    private final SortedPosts posts;
    private final Optional<Position> next;
    private final Optional<String> cursor;
    private final OptionalLong total;
    private final SearchMeta meta;
    private final Consumer<Runnable> turn;
    private final Runnable end;
    private boolean closed;

    /**
     * @param total how many posts the search finds in all parts, if that was asked for
     * @param turn runs what needs DuckDB's memory
     * @param end what to do when it is closed
     */
    public PostExport(
            SearchCriteria criteria,
            SortedPosts posts,
            Optional<Position> next,
            OptionalLong total,
            SearchMeta meta,
            Consumer<Runnable> turn,
            Runnable end) {
        this.posts = posts;
        this.next = next;
        this.cursor = next.map(criteria::cursor);
        this.total = total;
        this.meta = meta;
        this.turn = turn;
        this.end = end;
    }

    /**
     * Steps to the next post; false behind the last one. It waits while another query needs all memory.
     *
     * @throws QueryStoppedException if it is closed
     * @throws OverloadedException if others hold the memory that it needs, or its turn does not come
     */
    public boolean advance() {
        if (isPartMissing()) {
            // Not locked: who closes it does not wait for its turn.
            turn.accept(this::readPart);
        }
        return step();
    }

    /**
     * The post stepped to.
     *
     * @throws QueryStoppedException if it is closed
     */
    public synchronized PostResult post() {
        requireOpen();
        return posts.post();
    }

    /**
     * Writes all posts as a Parquet file, instead of stepping through them. It waits while another query needs all memory.
     *
     * @param columns each once
     * @return the open file, which has no name any more; whoever has it closes it
     * @throws QueryStoppedException if the export is closed, or memory does not suffice
     * @throws OverloadedException if its turn does not come
     * @throws UncheckedIOException if the file cannot be opened
     */
    public FileChannel parquet(List<PostField> columns) {
        AtomicReference<Path> written = new AtomicReference<>();
        turn.accept(() -> written.set(write(columns)));
        try {
            return FileChannel.open(written.get(), StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether nobody closed it yet. */
    public synchronized boolean isOpen() {
        return !closed;
    }

    private synchronized Path write(List<PostField> columns) {
        requireOpen();
        return posts.write(columns);
    }

    /** Where the next part of the result starts; empty if this one is the last. */
    public Optional<Position> next() {
        return next;
    }

    /** The cursor by which a request continues there. */
    public Optional<String> cursor() {
        return cursor;
    }

    /** How many posts the search finds in all parts; empty unless it was asked for. */
    public OptionalLong total() {
        return total;
    }

    /** How it came about. */
    public SearchMeta meta() {
        return meta;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (posts) {
            // Posts first, then what they are read from.
        } finally {
            end.run();
        }
    }

    private synchronized boolean isPartMissing() {
        requireOpen();
        return posts.isPartMissing();
    }

    private synchronized void readPart() {
        requireOpen();
        posts.readPart();
    }

    private synchronized boolean step() {
        requireOpen();
        return posts.advance();
    }

    private void requireOpen() {
        if (closed) {
            throw new QueryStoppedException(Reason.CANCELLED, null);
        }
    }
}
