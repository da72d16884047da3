package dev.skytrove.query.files;

import dev.skytrove.lake.index.IndexListing;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.StorageException;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lists word indexes beside the tables. Without them nothing but time is lost. */
public final class IndexListings {
    private static final Logger log = LoggerFactory.getLogger(IndexListings.class);

    private IndexListings() {}

    /**
     * Begins to list the indexes of the days from a time on.
     *
     * @return waits for them; none if the store fails
     */
    public static Supplier<IndexListing> begin(ObjectStore store, Instant start) {
        CompletableFuture<?> stop = Waits.stop();
        CompletableFuture<IndexListing> listing =
                FilePlan.begin(() -> IndexListing.since(store, start, () -> requireWanted(stop)));
        return () -> await(listing);
    }

    private static IndexListing await(CompletableFuture<IndexListing> listing) {
        try {
            return Waits.await(listing);
        } catch (StorageException e) {
            log.warn("searching without indexes: {}", e.getMessage());
            return IndexListing.NONE;
        }
    }

    private static void requireWanted(CompletableFuture<?> stop) {
        if (stop.isDone()) {
            throw new StorageException("nobody waits for this listing any more");
        }
    }
}
