package dev.skytrove.simulator.v2;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/**
 * A v1 event taken apart, without copying what is in it.
 *
 * @param text a buffer that the event is in
 * @param kind its kind, or empty
 * @param did its account, or empty
 * @param collection the commit's collection, or empty
 * @param timeUs its {@code time_us}, or {@link #NO_TIME}
 * @param members where in that buffer the values of its members are
 * @param commit the same of its commit, if it has one
 */
record EventParts(
        ByteBuffer text,
        String kind,
        String did,
        String collection,
        long timeUs,
        Map<String, Slice> members,
        Map<String, Slice> commit) {
    static final long NO_TIME = Long.MIN_VALUE;
    static final String COMMIT = "commit";

    /** What is no event. */
    static final EventParts NONE = new EventParts(ByteBuffer.allocate(0), "", "", "", NO_TIME, Map.of(), Map.of());

    private static final Set<String> REQUIRED_OF_COMMIT = Set.of("rev", "operation", "collection", "rkey");
    /** What a payload has besides the member named like its kind. */
    private static final Set<String> RESERVED = Set.of("did", "seq", "time", "witnessedAt");

    /** Where a value is. */
    record Slice(int start, int end) {}

    /** Whether it has what the v2 wire must have. */
    boolean isEvent() {
        if (did.isEmpty() || timeUs == NO_TIME) {
            return false;
        }
        return kind.equals(COMMIT)
                ? commit.keySet().containsAll(REQUIRED_OF_COMMIT)
                : members.containsKey(kind) && !RESERVED.contains(kind) && isName(kind);
    }

    /** The value of a member, as it stands there. */
    String json(String member) {
        Slice slice = members.get(member);
        byte[] bytes = new byte[slice.end - slice.start];
        text.get(slice.start, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static boolean isName(String text) {
        return text.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
    }
}
