package dev.skytrove.runtime.http;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many requests each client may still make: a bucket that holds as many as a minute allows, and fills again at the same
 * rate. Of so many clients at most (I5); one that did not ask for longest is forgotten, and begins with a full bucket. May be
 * used from any thread.
 */
@Singleton
final class RateLimits {
    private static final int MOST_CLIENTS = 20_000;
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final int rate;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    RateLimits(AccessConfig config) {
        this.rate = config.rate();
    }

    /** What is in a bucket, and since when. */
    private record Bucket(double left, long at) {}

    /**
     * What became of a request.
     *
     * @param allowed whether it may go on
     * @param limit how many a minute
     * @param remaining how many may follow at once
     * @param full when the bucket is full again
     * @param next when the next request may come; zero if at once
     */
    record Taken(boolean allowed, int limit, int remaining, Duration full, Duration next) {}

    /** Whether there is any limit. */
    boolean isLimited() {
        return rate > 0;
    }

    /**
     * Takes one of a client's.
     *
     * @param now nanoseconds of a clock that only goes forward
     */
    synchronized Taken take(String client, long now) {
        Bucket before = buckets.getOrDefault(client, new Bucket(rate, now));
        double left = Math.min(rate, before.left + (double) (now - before.at) * rate / MINUTE);
        boolean allowed = left >= 1;
        double rest = allowed ? left - 1 : left;
        buckets.put(client, new Bucket(rest, now));
        if (buckets.size() > MOST_CLIENTS) {
            buckets.remove(buckets.keySet().iterator().next());
        }
        return new Taken(allowed, rate, (int) rest, time(rate - rest), rest >= 1 ? Duration.ZERO : time(1 - rest));
    }

    /** How long it takes until there are so many more. */
    private Duration time(double requests) {
        return Duration.ofNanos((long) Math.ceil(requests * MINUTE / rate));
    }
}
