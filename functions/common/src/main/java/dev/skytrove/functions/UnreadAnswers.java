package dev.skytrove.functions;

import dev.skytrove.runtime.http.OverloadedException;
import dev.skytrove.runtime.http.RequestEnd;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the memory of answers that clients have yet to read, together (I5): a client may take minutes for one of 8 MiB,
 * and searches for others go on meanwhile. May be used from any thread.
 */
@Singleton
public final class UnreadAnswers {
    /** Four of the largest; some hundreds of the usual ones. */
    private static final long MOST = 32 << 20;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final RequestEnd end;
    private final AtomicLong bytes = new AtomicLong();

    UnreadAnswers(RequestEnd end) {
        this.end = end;
    }

    /**
     * The same answer, which counts until its request is over.
     *
     * @throws OverloadedException if answers to others leave too little room
     */
    public byte[] add(HttpRequest<?> request, byte[] answer) {
        if (bytes.addAndGet(answer.length) > MOST) {
            bytes.addAndGet(-answer.length);
            throw new OverloadedException("answers that others read leave too little memory", RETRY_AFTER);
        }
        end.then(request, () -> bytes.addAndGet(-answer.length));
        return answer;
    }
}
