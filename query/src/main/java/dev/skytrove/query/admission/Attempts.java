package dev.skytrove.query.admission;

import dev.skytrove.lake.storage.StorageException;
import dev.skytrove.query.duckdb.QueryStoppedException;
import dev.skytrove.query.duckdb.QueryStoppedException.Reason;
import dev.skytrove.query.files.LakeChangedException;
import dev.skytrove.query.files.ListingMemory;
import dev.skytrove.query.files.MissingFileException;
import dev.skytrove.query.files.WrongIndexException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which failures of a query are no reason to give up, and how it is carried out again. May be used from any thread. */
public final class Attempts {
    private static final Logger log = LoggerFactory.getLogger(Attempts.class);

    private static final int MOST = 3;

    /** Of queries that run at once each may find another wrong. */
    private static final int MOST_INDEXES = 16;

    private final ListingMemory listings;

    /** @param listings to be forgotten when the lake is not what they say */
    public Attempts(ListingMemory listings) {
        this.listings = listings;
    }

    /**
     * Carries a query out as usual, and more carefully if memory did not suffice. Hardly any query needs that; one may also
     * have to leave an instance that another broke.
     */
    public static <T> T thriftily(Function<MemoryMode, T> query) {
        MemoryMode mode = MemoryMode.USUAL;
        for (int attempt = 1; ; attempt++) {
            try {
                return query.apply(mode);
            } catch (QueryStoppedException e) {
                boolean again = e.reason() == Reason.BROKEN
                        || (e.reason() == Reason.OUT_OF_MEMORY && attempt == 1);
                if (!again || attempt == MOST) {
                    throw e;
                }
                log.warn("a query runs again, more carefully: {}", e.getMessage());
            } catch (OverloadedException e) {
                if (e.getCause() == null || attempt > 1) {
                    throw e;
                }
                log.info("a query finds too little memory left; it runs again, more carefully");
            }
            mode = MemoryMode.CAREFUL;
        }
    }

    /**
     * Carries a query out, and once more if a file was gone: a compaction may delete files between our listing and our reading
     * them.
     *
     * @throws MissingFileException if one is gone again: one that a snapshot names stays away
     */
    public <T> T onWholeLake(Supplier<T> query) {
        try {
            return withRightIndexes(query);
        } catch (LakeChangedException e) {
            log.info("listing the lake again: {}", e.getMessage());
            listings.forget();
        }
        try {
            return withRightIndexes(query);
        } catch (LakeChangedException e) {
            throw new MissingFileException(e);
        }
    }

    /** Carries a query out again without an index that turned out to be wrong; after a few of them it uses none at all. */
    private static <T> T withRightIndexes(Supplier<T> query) {
        for (int attempt = 1; ; attempt++) {
            try {
                return query.get();
            } catch (WrongIndexException e) {
                if (attempt == MOST_INDEXES) {
                    throw new StorageException("too many word indexes are wrong", e);
                }
                log.info("searching again without an index: {}", e.getMessage());
            }
        }
    }
}
