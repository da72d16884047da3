package dev.skytrove.ttl;

import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes objects in groups, and goes on when the store refuses some. Holds no more names than one group, and those of
 * groups that failed, of which there may be a bounded number.
 */
final class Deleter implements Consumer<Expired>, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Deleter.class);

    /** As many as S3 takes at once. */
    private static final int GROUP = 1000;

    /** More say that the store is broken, and not that an object is. */
    private static final int MOST_FAILED_GROUPS = 20;

    private final ObjectStore store;
    private final List<Expired> group = new ArrayList<>();
    private final List<List<Expired>> failed = new ArrayList<>();
    private final Map<String, Long> deleted = new TreeMap<>();
    private long bytes;

    Deleter(ObjectStore store) {
        this.store = store;
    }

    @Override
    public void accept(Expired expired) {
        group.add(expired);
        if (group.size() == GROUP) {
            deleteGroup();
        }
    }

    /**
     * Deletes what is left, and tries once more what failed, one by one: what is refused then is told by its name.
     *
     * @throws StorageException if anything could not be deleted; all else has been
     */
    @Override
    public void close() {
        deleteGroup();
        List<String> refused = new ArrayList<>();
        for (Expired expired : failed.stream().flatMap(List::stream).toList()) {
            try {
                delete(List.of(expired));
            } catch (StorageException e) {
                log.warn("{} could not be deleted: {}", expired.object().name(), e.getMessage());
                refused.add(expired.object().name());
            }
        }
        if (!refused.isEmpty()) {
            throw new StorageException(refused.size() + " objects could not be deleted, the first of them "
                    + refused.getFirst() + "; " + count() + " were");
        }
    }

    /** How many objects are gone, by their groups. */
    Map<String, Long> deleted() {
        return new TreeMap<>(deleted);
    }

    /** Their size. */
    long bytes() {
        return bytes;
    }

    private long count() {
        return deleted.values().stream().mapToLong(Long::longValue).sum();
    }

    private void deleteGroup() {
        if (group.isEmpty()) {
            return;
        }
        List<Expired> these = List.copyOf(group);
        group.clear();
        try {
            delete(these);
        } catch (StorageException e) {
            log.warn("{} objects will be tried again: {}", these.size(), e.getMessage());
            failed.add(these);
            if (failed.size() > MOST_FAILED_GROUPS) {
                throw new StorageException("the store refuses to delete", e);
            }
        }
    }

    private void delete(List<Expired> these) {
        store.delete(these.stream().map(expired -> expired.object().name()).toList());
        for (Expired expired : these) {
            deleted.merge(expired.group(), 1L, Long::sum);
            bytes += expired.object().size();
        }
    }
}
