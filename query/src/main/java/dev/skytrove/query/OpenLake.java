package dev.skytrove.query;

import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import dev.skytrove.lake.storage.StorageLocation;
import dev.skytrove.query.accounts.AccountDigester;
import dev.skytrove.query.admission.MemoryMode;
import dev.skytrove.query.criteria.SearchCriteria;
import dev.skytrove.query.duckdb.DuckDb;
import dev.skytrove.query.duckdb.DuckDbSettings;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.files.CacheSettings;
import dev.skytrove.query.files.CheckedFiles;
import dev.skytrove.query.files.DigestFolder;
import dev.skytrove.query.files.ListingMemory;
import dev.skytrove.query.files.LocalFiles;
import dev.skytrove.query.files.UnreadableFiles;
import dev.skytrove.query.fold.HiddenRowsFinder;
import dev.skytrove.query.fold.KeptCounts;
import dev.skytrove.query.fold.LakeMemory;
import dev.skytrove.query.fold.QueriedLake;
import dev.skytrove.query.fold.QueryTools;
import dev.skytrove.query.handles.HandleResolver;
import dev.skytrove.query.index.IndexSearch;
import dev.skytrove.query.index.KnownIndexes;
import dev.skytrove.query.posts.KeyDigests;
import dev.skytrove.query.read.Damage;
import dev.skytrove.query.read.LakeReader;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** A lake with what a process reads it by: its storage, copies of its files, DuckDB, and what is kept between queries. */
final class OpenLake implements AutoCloseable {
    private final QuerySettings settings;
    private final LocalFiles files;
    private final CheckedFiles checked;
    private final UnreadableFiles unreadable;
    private final KnownIndexes indexes;
    private final DuckDb duckDb;
    private final LakeMemory memory;
    private final AccountDigester digester;
    private final HiddenRowsFinder hiddenRows;

    private OpenLake(
            QuerySettings settings,
            LocalFiles files,
            ObjectStore store,
            ListingMemory listings,
            DigestFolder digests,
            Clock clock,
            HandleResolver resolver) {
        this.settings = settings;
        this.files = files;
        this.unreadable = new UnreadableFiles(clock);
        this.checked = new CheckedFiles(files.areInPlace(), unreadable);
        this.indexes = new KnownIndexes(clock);
        this.duckDb = DuckDb.open(new DuckDbSettings(
                settings.memory(),
                settings.threads(),
                settings.cache().directory(),
                settings.scratchSize(),
                List.of(files.directory(), digests.directory())));
        this.memory = new LakeMemory(
                store,
                listings,
                digests,
                resolver,
                KeptCounts.of(store, settings.cache(), clock, duckDb),
                new KeyDigests(duckDb, this::reader));
        this.digester = new AccountDigester(duckDb, digests, this::reader);
        this.hiddenRows = new HiddenRowsFinder(duckDb, (session, criteria) -> list(session, MemoryMode.USUAL, criteria));
    }

    /**
     * Begins to open DuckDB over a lake; see {@link PostSearch#open(QuerySettings, String, Map, Clock, HandleResolver)}.
     *
     * @throws IllegalArgumentException if the storage, a variable that it needs or the cache's directory is wrong or missing
     */
    static OpenLake open(
            QuerySettings settings,
            String storage,
            Map<String, String> environment,
            Clock clock,
            HandleResolver resolver) {
        ObjectStores.check(storage, environment);
        ObjectStore store = ObjectStores.open(storage, environment, settings.timeout());
        try {
            CacheSettings cache = settings.cache().inPrivate();
            return new OpenLake(
                    settings.with(cache),
                    LocalFiles.of(StorageLocation.parse(storage), store, cache, clock),
                    store,
                    ListingMemory.of(store, cache, clock),
                    DigestFolder.of(store, cache, clock),
                    clock,
                    resolver);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** With the cache's directory that is used. */
    QuerySettings settings() {
        return settings;
    }

    ObjectStore store() {
        return memory.store();
    }

    ListingMemory listings() {
        return memory.listings();
    }

    DigestFolder digests() {
        return memory.digests();
    }

    DuckDb duckDb() {
        return duckDb;
    }

    /** Makes digests of accounts when it pays. */
    AccountDigester digester() {
        return digester;
    }

    /** Finds which rows nobody may see when it pays. */
    HiddenRowsFinder hiddenRows() {
        return hiddenRows;
    }

    /** Lists what a search needs of it, for one query. */
    QueriedLake list(Session session, MemoryMode mode, SearchCriteria criteria) {
        IndexSearch search = new IndexSearch(indexes, store(), files, session, groupBytes());
        return QueriedLake.list(criteria, new QueryTools(session, mode, reader(session), search), memory);
    }

    /** A query holds one group of files at a time; half of the cache stays for what arrives. */
    LakeReader reader(Session session) {
        Damage damage = new Damage(session, files, checked, unreadable);
        return new LakeReader(files, damage, groupBytes());
    }

    private long groupBytes() {
        return files.capacity() / (2L * settings.concurrency());
    }

    int unreadableFiles() {
        return unreadable.count();
    }

    int unreadableIndexes() {
        return indexes.unreadable();
    }

    /** Of how many files the keys are known. */
    int filesDigested() {
        return memory.keys().count();
    }

    /** Of how many hours it is known which rows nobody may see. */
    int hoursKnown() {
        return memory.kept().hoursKnown();
    }

    /** Of how many files of posts it is known whose they are. */
    int authorsDigested() {
        return memory.keys().countOfAuthors();
    }

    /** Of how many files of accounts it is known whom they name. */
    int accountFilesDigested() {
        return memory.keys().countOfAccounts();
    }

    /** Queries under way fail. */
    @Override
    public void close() {
        ObjectStore store = memory.store();
        DigestFolder digests = memory.digests();
        try (store;
                files;
                digests;
                checked;
                duckDb) {
            digester.close();
            hiddenRows.close();
            memory.keys().close();
            memory.kept().close();
        }
    }
}
