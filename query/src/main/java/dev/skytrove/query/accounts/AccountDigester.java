package dev.skytrove.query.accounts;

import dev.skytrove.query.duckdb.BackgroundWork;
import dev.skytrove.query.duckdb.DuckDb;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.files.DigestFolder;
import dev.skytrove.query.files.PlannedFile;
import dev.skytrove.query.read.LakeReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * Makes digests of accounts, so that searches need not open every file of accounts that there ever was: after an answer,
 * in the background, one at a time. Whether one is there changes no result.
 */
public final class AccountDigester implements AutoCloseable {
    /** What searches read beside a digest until the next one is made: with a flush every five minutes, two hours. */
    public static final int MOST_UNCOVERED = 24;

    /** The answer is on its way by then. */
    private static final Duration DELAY = Duration.ofSeconds(1);

    private static final Duration LIMIT = Duration.ofMinutes(10);

    private static final String CREATE = """
            CREATE TEMP TABLE events (
                did VARCHAR, kind VARCHAR, handle VARCHAR, active BOOLEAN, seq BIGINT, event_at TIMESTAMPTZ,
                indexed_at TIMESTAMPTZ)""";

    /**
     * Of each account whether it is shown, and its newest claim to each handle that it ever had. The time that counts
     * for an event becomes the one that it states, which then counts again.
     */
    private static final String NEWEST = """
            SELECT did, kind, said.handle AS handle, NOT said.hides AS active, said.seq AS seq,
                said.told_at AS event_at, said.indexed_at AS indexed_at
            FROM (
                SELECT did, kind, max({%s, 'hides': %s, 'handle': handle}) AS said
                FROM %%s WHERE kind = 'account' OR handle <> ''
                GROUP BY did, kind, lower(handle))
            """.formatted(AccountSql.PLACE, AccountSql.HIDES);

    private final BackgroundWork work;
    private final DigestFolder digests;
    private final Function<Session, LakeReader> readers;

    /** Makes digests with sessions of its own. */
    public AccountDigester(DuckDb duckDb, DigestFolder digests, Function<Session, LakeReader> readers) {
        this.work = new BackgroundWork(duckDb, "query-digest", DELAY, LIMIT);
        this.digests = digests;
        this.readers = readers;
    }

    /** Has a digest made soon if a query had to read many files. */
    public void offer(AccountReader accounts) {
        if (accounts.uncovered() > MOST_UNCOVERED) {
            work.offer(() -> make(accounts.live()));
        }
    }

    /** Makes a digest that covers these files. */
    public synchronized void make(List<PlannedFile> live) {
        work.run(session -> make(session, live));
    }

    private void make(Session session, List<PlannedFile> live) {
        Path part = digests.newPart();
        try {
            session.update(CREATE);
            AccountReader accounts = new AccountReader(readers.apply(session), digests, digests.newest(), () -> live);
            accounts.read(paths -> session.update("INSERT INTO events " + NEWEST.formatted(AccountSql.ROWS), paths));
            session.update("COPY (" + NEWEST.formatted("events") + " ORDER BY did) TO " + DuckDb.quoted(part.toString())
                    + " (FORMAT parquet, COMPRESSION zstd)");
            digests.publish(part, live);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(part);
        }
    }

    /** Ends what is under way. */
    @Override
    public void close() {
        work.close();
    }

    private static void delete(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
