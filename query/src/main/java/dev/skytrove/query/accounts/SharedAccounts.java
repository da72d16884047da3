package dev.skytrove.query.accounts;

import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.query.criteria.TimeRange;
import dev.skytrove.query.duckdb.DuckDb;
import dev.skytrove.query.files.CheckedFiles;
import dev.skytrove.query.files.DigestFolder;
import dev.skytrove.query.files.FilePlan;
import dev.skytrove.query.files.LocalFiles;
import dev.skytrove.query.files.PlannedFile;
import dev.skytrove.query.files.UnreadableFiles;
import dev.skytrove.query.read.Damage;
import dev.skytrove.query.read.LakeReader;
import dev.skytrove.query.read.UnreadableFilesException;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/**
 * A digest of all that the lake says of accounts, in the bucket: a search with an empty cache opens it instead of every file
 * of accounts that there ever was. Without it answers are the same.
 */
public final class SharedAccounts {
    private final ObjectStore store;
    private final DuckDb duckDb;
    private final LocalFiles files;
    private final DigestFolder digests;
    private final Clock clock;

    /** @param digests a folder in which {@code duckDb} may read and write */
    public SharedAccounts(ObjectStore store, DuckDb duckDb, LocalFiles files, DigestFolder digests, Clock clock) {
        this.store = store;
        this.duckDb = duckDb;
        this.files = files;
        this.digests = digests;
        this.clock = clock;
    }

    /**
     * Brings it up to date: reads what has come since the last one. Does nothing where there are only few files of accounts.
     *
     * @throws IOException if a file of accounts cannot be read
     */
    public void refresh() throws IOException {
        List<PlannedFile> live = FilePlan.list(store, TimeRange.ALL.end()).accounts();
        if (live.size() <= AccountDigester.MOST_UNCOVERED) {
            return;
        }
        digests.fetch();
        UnreadableFiles unreadable = new UnreadableFiles(clock);
        try (CheckedFiles checked = new CheckedFiles(files.areInPlace(), unreadable);
                AccountDigester digester = new AccountDigester(
                duckDb,
                digests,
                session -> new LakeReader(
                        files, new Damage(session, files, checked, unreadable), files.capacity() / 2))) {
            digester.make(live);
        } catch (UnreadableFilesException e) {
            throw new IOException(e.getMessage(), e);
        }
        digests.share();
    }
}
