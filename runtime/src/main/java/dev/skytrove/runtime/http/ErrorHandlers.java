package dev.skytrove.runtime.http;

import io.micronaut.context.annotation.Factory;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an exception becomes when it leaves a controller. */
@Factory
final class ErrorHandlers {
    private static final Logger log = LoggerFactory.getLogger(ErrorHandlers.class);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    @Singleton
    ExceptionHandler<ProblemException, HttpResponse<Problem>> refusals() {
        return (request, refusal) -> {
            MutableHttpResponse<Problem> response = response(request, refusal.problem());
            refusal.decorate(response);
            return response;
        };
    }

    @Singleton
    ExceptionHandler<Throwable, HttpResponse<Problem>> failures() {
        return (request, failure) -> isOutOfMemory(failure) ? crowded(request, failure) : response(request, failed(request, failure));
    }

    /** Netty's memory for answers, too: others, which are being read, have it. */
    private static boolean isOutOfMemory(Throwable failure) {
        return failure instanceof OutOfMemoryError || failure.getCause() instanceof OutOfMemoryError;
    }

    private static HttpResponse<Problem> crowded(HttpRequest<?> request, Throwable failure) {
        log.error("{} {} found no memory: {}", request.getMethodName(), request.getPath(), failure.toString());
        RetryLaterException refusal =
                new RetryLaterException("answers that others read leave too little memory", RETRY_AFTER);
        MutableHttpResponse<Problem> response = response(request, refusal.problem());
        refusal.decorate(response);
        return response;
    }

    /** Logs a failure under a random id, and says no more than that id. */
    static Problem failed(HttpRequest<?> request, Throwable failure) {
        String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        // The path only: a query is what a person searches for.
        log.error("error {}: {} {} failed", id, request.getMethodName(), request.getPath(), failure);
        String detail = "the server failed; its log tells why under this error_id";
        return Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, detail).withErrorId(id);
    }

    private static MutableHttpResponse<Problem> response(HttpRequest<?> request, Problem problem) {
        MutableHttpResponse<Problem> response = HttpResponse.<Problem>status(problem.status(), problem.title())
                .body(problem.of(request))
                .contentType(Problem.MEDIA_TYPE);
        response.getHeaders().set(RequestId.HEADER, RequestId.of(request));
        AccessFilter.tell(request, response);
        return response;
    }
}
