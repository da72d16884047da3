package dev.skytrove.runtime.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.time.Duration;

/** The function has all the work that it may take on, in all or from one client: 503 or 429, with Retry-After. */
public final class RetryLaterException extends ProblemException {
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    /**
     * @param detail what there is too much of, for the caller
     * @param retryAfter when trying again makes sense; told in whole seconds, at least one
     */
    public RetryLaterException(String detail, Duration retryAfter) {
        this(HttpStatus.SERVICE_UNAVAILABLE, detail, retryAfter);
    }

    private RetryLaterException(HttpStatus status, String detail, Duration retryAfter) {
        super(status, detail);
        this.retryAfter = retryAfter;
    }

    /** The same where it is this client that asks for too much at once: 429. */
    static RetryLaterException byOneClient(String detail, Duration retryAfter) {
        return new RetryLaterException(HttpStatus.TOO_MANY_REQUESTS, detail, retryAfter);
    }

    @Override
    void decorate(MutableHttpResponse<?> response) {
        response.header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.plusMillis(999).toSeconds())));
    }
}
