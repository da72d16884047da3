package dev.skytrove.simulator.server;

import dev.skytrove.simulator.history.EventHeader;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which events a client wants, by Jetstream's rules: identity and account events, and whatever has no collection, pass
 * the filter by collection; nothing but the wanted accounts passes the filter by DID.
 */
final class EventFilter {
    private static final int MOST_COLLECTIONS = 100;
    private static final int MOST_DIDS = 10_000;

    private final Set<String> collections;
    private final List<String> prefixes;
    private final Set<String> dids;
    private final long largest;
    private final EventHeader.Parser headers = new EventHeader.Parser();

    /** Wants everything. */
    static EventFilter all() {
        return new EventFilter(Set.of(), List.of(), Set.of(), Long.MAX_VALUE);
    }

    private EventFilter(Set<String> collections, List<String> prefixes, Set<String> dids, long largest) {
        this.collections = collections;
        this.prefixes = prefixes;
        this.dids = dids;
        this.largest = largest;
    }

    /**
     * The filter that a request asks for with {@code wantedCollections}, {@code wantedDids} and {@code
     * maxMessageSizeBytes}.
     *
     * @throws BadRequestException if one of them is not valid or there are too many
     */
    static EventFilter of(Query query) {
        Set<String> collections = new HashSet<>(query.all("wantedCollections"));
        List<String> prefixes = collections.stream()
                .filter(name -> name.endsWith(".*"))
                .map(name -> name.substring(0, name.length() - 1))
                .toList();
        Syntax.requireAtMost("wantedCollections", collections, MOST_COLLECTIONS);
        collections.removeIf(name -> name.endsWith(".*"));
        Syntax.requireAll("wantedCollections", collections, Syntax.NSID);
        Set<String> dids = new HashSet<>(query.all("wantedDids"));
        Syntax.requireAtMost("wantedDids", dids, MOST_DIDS);
        Syntax.requireAll("wantedDids", dids, Syntax.DID);
        long largest = Math.max(0, query.number("maxMessageSizeBytes", 0));
        return new EventFilter(collections, prefixes, dids, largest == 0 ? Long.MAX_VALUE : largest);
    }

    boolean wantsAll() {
        return collections.isEmpty() && prefixes.isEmpty() && dids.isEmpty() && largest == Long.MAX_VALUE;
    }

    boolean wants(ByteBuffer event) {
        if (event.remaining() > largest) {
            return false;
        }
        if (collections.isEmpty() && prefixes.isEmpty() && dids.isEmpty()) {
            return true;
        }
        EventHeader header = headers.parse(event);
        return (dids.isEmpty() || dids.contains(header.did())) && wantsCollection(header.collection());
    }

    private boolean wantsCollection(String collection) {
        return collection.isEmpty()
                || (collections.isEmpty() && prefixes.isEmpty())
                || collections.contains(collection)
                || prefixes.stream().anyMatch(collection::startsWith);
    }
}
