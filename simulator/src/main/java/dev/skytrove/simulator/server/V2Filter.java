package dev.skytrove.simulator.server;

import dev.skytrove.simulator.v2.V2Event;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which events a client of the v2 wire wants; the conditions are independent, and all must hold. */
final class V2Filter {
    /** Wants everything. */
    static final V2Filter ALL = new V2Filter(Set.of(), Set.of(), Set.of(), List.of(), 0);

    private static final String COMMIT = "commit";
    private static final Set<String> KINDS = Set.of(COMMIT, "identity", "account", "sync");
    private static final int MOST_COLLECTIONS = 100;
    private static final int MOST_DIDS = 10_000;
    private static final long LARGEST_SIZE = 0xffff_ffffL;

    private final Set<String> kinds;
    private final Set<String> dids;
    private final Set<String> collections;
    private final List<String> prefixes;
    private final long largest;

    private V2Filter(
            Set<String> kinds, Set<String> dids, Set<String> collections, List<String> prefixes, long largest) {
        this.kinds = kinds;
        this.dids = dids;
        this.collections = collections;
        this.prefixes = prefixes;
        this.largest = largest;
    }

    /** @throws BadRequestException if a parameter is not valid, one of the v1 wire, or without any effect */
    static V2Filter of(Query query) {
        for (String old : List.of("wantedDids", "wantedCollections", "requireHello")) {
            if (query.has(old)) {
                throw new BadRequestException(old + " is for /subscribe; here are kinds, dids and collections");
            }
        }
        List<String> patterns = query.all("collections");
        Syntax.requireAtMost("collections", patterns, MOST_COLLECTIONS);
        Syntax.requireAtMost("dids", query.all("dids"), MOST_DIDS);
        Syntax.requireAll("dids", query.all("dids"), Syntax.DID);
        // What stands before the wildcard must be the beginning of a valid name.
        Syntax.requireAll("collections", patterns.stream().map(V2Filter::example).toList(), Syntax.NSID);
        Set<String> kinds = kinds(query.all("kinds"));
        if (!patterns.isEmpty() && !kinds.isEmpty() && !kinds.contains(COMMIT)) {
            throw new BadRequestException("collections can never apply: kinds excludes commit");
        }
        return new V2Filter(
                kinds,
                Set.copyOf(query.all("dids")),
                Set.copyOf(patterns),
                patterns.stream().filter(V2Filter::isWildcard).map(V2Filter::prefix).toList(),
                size(query));
    }

    boolean wantsAll() {
        return kinds.isEmpty() && dids.isEmpty() && collections.isEmpty() && largest == 0;
    }

    boolean wants(V2Event event) {
        return (largest == 0 || event.text().remaining() <= largest)
                && (kinds.isEmpty() || kinds.contains(event.kind()))
                && (dids.isEmpty() || dids.contains(event.did()))
                && (collections.isEmpty() || !event.kind().equals(COMMIT) || wantsCollection(event.collection()));
    }

    private boolean wantsCollection(String collection) {
        return collection.isEmpty()
                || collections.contains(collection)
                || prefixes.stream().anyMatch(collection::startsWith);
    }

    private static Set<String> kinds(List<String> values) {
        Syntax.requireAtMost("kinds", values, KINDS.size());
        for (String kind : values) {
            if (!KINDS.contains(kind)) {
                throw new BadRequestException(
                        "unknown kind '" + kind + "': there are commit, identity, account and sync");
            }
        }
        return new HashSet<>(values);
    }

    private static long size(Query query) {
        long size = query.count("maxMessageSizeBytes", 0);
        if (size > LARGEST_SIZE) {
            throw new BadRequestException("maxMessageSizeBytes is at most " + LARGEST_SIZE);
        }
        return size;
    }

    private static boolean isWildcard(String pattern) {
        return pattern.endsWith(".*");
    }

    private static String prefix(String wildcard) {
        return wildcard.substring(0, wildcard.length() - 1);
    }

    private static String example(String pattern) {
        return isWildcard(pattern) ? prefix(pattern) + "x" : pattern;
    }
}
