package dev.skytrove.runtime.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;

/** The request has no API key that is known: 401, with the scheme to use. */
final class UnauthorizedException extends ProblemException {
    private static final long serialVersionUID = 1L;

    UnauthorizedException(String detail) {
        super(HttpStatus.UNAUTHORIZED, detail);
    }

    @Override
    void decorate(MutableHttpResponse<?> response) {
        response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"skytrove\"");
    }
}
