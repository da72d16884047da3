package dev.skytrove.simulator.generator;

import dev.skytrove.simulator.generator.Dice.Purpose;
import java.time.Instant;

/**
 * What happens at each index, by whom and to what: pure functions of the seed and the index, cheap enough to be asked
 * about other indices again and again.
 */
final class Plan {
    /** Answers that there is no such event. */
    static final long NONE = -1;

    private static final int ACCOUNTS = 200_000;
    /** Zipf–Mandelbrot shift: the busiest account writes one event in two hundred. */
    private static final double SHIFT = 20;
    /** By the last two bits of the index; multiples of 4, so that no two deletes fall on the same event. */
    private static final int[] DELETE_LAGS = {40, 400, 4_000, 40_000};

    private static final int THREADS_PER_MILLE = 4;
    private static final int REPLIES_PER_MILLE = 450;
    /** How often a record refers to something older than the history. */
    private static final int OLD_PER_MILLE = 250;
    private static final int RECENT = 20_000;
    private static final int LONGEST_SEARCH = 80;
    private static final double MONTH_US = 30 * 86_400e6;

    private final long seed;
    private final Shares shares;
    private final Timeline timeline;

    Plan(long seed, Instant start, Mix mix, int eventsPerSecond) {
        this.seed = seed;
        this.shares = Shares.of(mix);
        this.timeline = new Timeline(seed, start, eventsPerSecond);
    }

    Timeline timeline() {
        return timeline;
    }

    Dice dice(long index, Purpose purpose) {
        return Dice.of(seed, index, purpose);
    }

    /** What the event is. */
    Kind kind(long index) {
        Kind rolled = rolled(index);
        return switch (rolled) {
            case DELETE -> isDeletable(index - deleteLag(index)) ? Kind.DELETE : Kind.LIKE;
            case POST_UPDATE -> updatedPost(index) == NONE ? Kind.LIKE : Kind.POST_UPDATE;
            default -> rolled;
        };
    }

    /** The account that the event is of, from 0, the busiest, upwards. */
    long author(long index) {
        return author(index, kind(index));
    }

    /** The same for those who know what the event is. */
    long author(long index, Kind kind) {
        return switch (kind) {
            case DELETE, POST_UPDATE -> creator(target(index, kind));
            // Not the busiest ones, or their deactivation would hide much of the network.
            case ACCOUNT -> dice(index, Purpose.AUTHOR).below(ACCOUNTS);
            default -> creator(index);
        };
    }

    /** Any account, busy ones more often. */
    static long someAccount(Dice dice) {
        double range = StrictMath.log((ACCOUNTS + SHIFT) / SHIFT);
        return (long) (SHIFT * StrictMath.exp(range * dice.fraction()) - SHIFT);
    }

    /** The earlier event that a delete or an update is about. */
    long target(long index, Kind kind) {
        return kind == Kind.DELETE ? index - deleteLag(index) : updatedPost(index);
    }

    /** The key of the record that the event makes. */
    long rkey(long index) {
        return Tid.of(timeline.made(index), creator(index));
    }

    /** The revision of the author's repository after the event; the two posts of a thread are one commit. */
    long rev(long index) {
        long first = isThreadEnd(index) ? index - 1 : index;
        return Tid.of(timeline.revised(first), creator(first));
    }

    /** Whether a post answers another. */
    boolean isReply(long post) {
        return isThreadEnd(post) || dice(post, Purpose.REPLY).perMille(REPLIES_PER_MILLE);
    }

    /** The post that a reply answers. */
    RecordRef parent(long reply) {
        long parent = parentEvent(reply);
        return parent == NONE ? oldParent(reply) : ref(parent);
    }

    /** The post that the conversation of a reply began with. */
    RecordRef root(long reply) {
        long post = reply;
        while (isReply(post)) {
            long parent = parentEvent(post);
            if (parent == NONE) {
                return oldParent(post);
            }
            post = parent;
        }
        return ref(post);
    }

    /** What an event made, for others to refer to. */
    RecordRef ref(long index) {
        return new RecordRef(creator(index), rkey(index), dice(index, Purpose.CID).bits());
    }

    /** A record that is older than the history: by up to a month. */
    RecordRef oldRef(Dice dice) {
        long age = (long) (MONTH_US * dice.fraction());
        long account = someAccount(dice);
        return new RecordRef(account, Tid.of(timeline.revised(0) - age, dice.below(1024)), dice.bits());
    }

    /** What an event refers to: an earlier record of a kind, or one older than the history. */
    RecordRef reference(Kind kind, long index, Dice dice) {
        long earlier = dice.perMille(OLD_PER_MILLE) ? NONE : earlier(kind, index, dice);
        return earlier == NONE ? oldRef(dice) : ref(earlier);
    }

    /** Some earlier event of a kind, recent ones more often; {@link #NONE} if none is near. */
    long earlier(Kind kind, long index, Dice dice) {
        if (index == 0) {
            return NONE;
        }
        int range = (int) Math.min(index, RECENT);
        long from = index - 1 - (long) (range * dice.fraction() * dice.fraction());
        long end = Math.max(0, from - LONGEST_SEARCH);
        for (long candidate = from; candidate >= end; candidate--) {
            if (rolled(candidate) == kind) {
                return candidate;
            }
        }
        return NONE;
    }

    private Kind rolled(long index) {
        return isThread(index) ? Kind.POST : shares.kind(dice(index, Purpose.KIND));
    }

    private boolean isThread(long index) {
        return dice(index >> 1, Purpose.THREAD).perMille(THREADS_PER_MILLE);
    }

    private boolean isThreadEnd(long index) {
        return index % 2 == 1 && isThread(index);
    }

    private long creator(long index) {
        return someAccount(dice(isThreadEnd(index) ? index - 1 : index, Purpose.AUTHOR));
    }

    private long parentEvent(long reply) {
        if (isThreadEnd(reply)) {
            return reply - 1;
        }
        Dice dice = dice(reply, Purpose.SUBJECT);
        return dice.perMille(OLD_PER_MILLE) ? NONE : earlier(Kind.POST, reply, dice);
    }

    private RecordRef oldParent(long reply) {
        return oldRef(dice(~reply, Purpose.SUBJECT));
    }

    private boolean isDeletable(long index) {
        return index >= 0 && rolled(index).makesDeletable();
    }

    private boolean isDeletedBefore(long index, long created) {
        long deleted = created + deleteLag(created);
        return deleted < index && rolled(deleted) == Kind.DELETE;
    }

    private long updatedPost(long index) {
        long post = earlier(Kind.POST, index, dice(index, Purpose.SUBJECT));
        return post == NONE || isDeletedBefore(index, post) ? NONE : post;
    }

    private static int deleteLag(long index) {
        return DELETE_LAGS[(int) (index & 3)];
    }
}
