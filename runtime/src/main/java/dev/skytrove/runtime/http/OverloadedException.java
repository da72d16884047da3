package dev.skytrove.runtime.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.time.Duration;

/** The function has all the work that it may take on: 503 with Retry-After. */
public final class OverloadedException extends ProblemException {
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    /**
     * @param detail what there is too much of, for the caller
     * @param retryAfter when trying again makes sense; told in whole seconds, at least one
     */
    public OverloadedException(String detail, Duration retryAfter) {
        super(HttpStatus.SERVICE_UNAVAILABLE, detail);
        this.retryAfter = retryAfter;
    }

    @Override
    void decorate(MutableHttpResponse<?> response) {
        response.header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds())));
    }
}
