package dev.skytrove.lake.visibility;

import java.time.Duration;
import java.util.Comparator;

/**
 * What an event of kind account says of whether an account is shown. Of all statements about an account the greatest
 * counts, from whatever host and in whatever order they came.
 *
 * <p>Sequence numbers order the events of one relay only, and a relay may begin anew. What all hosts deliver alike is
 * the time that the event itself states, so that decides where it can be believed; then when it was seen. A host may
 * state any time: one after it was seen, or long before, does not count, so that no statement can outlast those after
 * it or come too late for those before.
 *
 * @param toldAt when it was stated, in microseconds since 1970
 * @param indexedAt when the network saw it, in microseconds since 1970
 * @param seq the relay's number
 * @param hides whether the account is not to be shown; of two that differ in nothing else, what hides counts
 */
public record AccountStatement(long toldAt, long indexedAt, long seq, boolean hides)
        implements Comparable<AccountStatement> {
    /**
     * How long before it is seen an event may be stated. What hosts and relays send late is at most days old: that is
     * how long they keep events.
     */
    public static final Duration BELIEVED = Duration.ofDays(7);

    private static final Comparator<AccountStatement> ORDER = Comparator.comparingLong(AccountStatement::toldAt)
            .thenComparingLong(AccountStatement::indexedAt)
            .thenComparingLong(AccountStatement::seq)
            .thenComparing(AccountStatement::hides);

    /**
     * A statement as a row of the table accounts has it.
     *
     * @param active the only field that decides; null if the event has none, or of a wrong type, and so does not say
     *     that the account is active
     * @param eventAt null if the event states no time that can be read
     */
    public static AccountStatement of(Boolean active, Long eventAt, long indexedAt, long seq) {
        return new AccountStatement(believed(eventAt, indexedAt), indexedAt, seq, !Boolean.TRUE.equals(active));
    }

    private static long believed(Long eventAt, long indexedAt) {
        boolean believed = eventAt != null
                && eventAt <= indexedAt
                && eventAt >= indexedAt - BELIEVED.toNanos() / 1_000;
        return believed ? eventAt : indexedAt;
    }

    @Override
    public int compareTo(AccountStatement other) {
        return ORDER.compare(this, other);
    }
}
