package dev.skytrove.runtime.http;

import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;
import jakarta.inject.Singleton;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What Micronaut answers where it refuses by itself: unknown routes, wrong methods, parameters that do not convert. */
@Singleton
final class ProblemResponses implements ErrorResponseProcessor<Problem> {
    private static final String TOO_LARGE = "the request is too large: its first line may have 64 KiB, its headers 8 KiB;"
            + " make parameters shorter, or ask in several requests";

    /** Where the decoder gave up, Micronaut knows no more than the status. */
    private static final String NOT_HTTP =
            "the request cannot be read as HTTP/1.1; check its first line, its headers and their line ends (CR LF)";

    private static final String MALFORMED = "; percent-encode what is neither a letter, a digit nor one of -._~"
            + " (% by itself is %25; curl: -G --data-urlencode 'text=100 %')";

    @Override
    public MutableHttpResponse<Problem> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        return response.body(problem(context, response.code()).of(context.getRequest()))
                .contentType(Problem.MEDIA_TYPE);
    }

    private static Problem problem(ErrorContext context, int code) {
        HttpStatus status = HttpStatus.valueOf(code);
        if (status == HttpStatus.INTERNAL_SERVER_ERROR) {
            Throwable unknown = new IllegalStateException(detail(context, status));
            return ErrorHandlers.failed(context.getRequest(), context.getRootCause().orElse(unknown));
        }
        return switch (context.getRootCause().orElse(null)) {
            case ConversionErrorException e -> blamed(status, e.getArgument(), notReadable(e));
            case UnsatisfiedRouteException e -> blamed(status, e.getArgument(), "is missing");
            case null, default -> Problem.of(status, detail(context, status));
        };
    }

    // Not Micronaut's own words, which name classes.
    private static String notReadable(ConversionErrorException e) {
        Optional<Object> value = e.getConversionError().getOriginalValue();
        return value.map(given -> "is '" + given + "'").orElse("cannot be read");
    }

    private static String detail(ErrorContext context, HttpStatus status) {
        if (status == HttpStatus.NOT_FOUND) {
            return "nothing is at " + context.getRequest().getPath();
        }
        if (status == HttpStatus.BAD_REQUEST && HttpDialect.isNotUtf8(context.getRequest())) {
            return RequestTarget.NOT_UTF_8;
        }
        if (status == HttpStatus.REQUEST_ENTITY_TOO_LARGE) {
            return TOO_LARGE;
        }
        if (status == HttpStatus.BAD_REQUEST && context.getRootCause().orElse(null) instanceof URISyntaxException e) {
            return "the URL is not well-formed: " + e.getReason() + MALFORMED;
        }
        String errors = context.getErrors().stream().map(Error::getMessage).collect(Collectors.joining("; "));
        // Behind the first line parsers tell of themselves.
        String detail = errors.lines().findFirst().orElse(status.getReason());
        return status == HttpStatus.BAD_REQUEST && detail.equals(status.getReason()) ? NOT_HTTP : detail;
    }

    private static Problem blamed(HttpStatus status, Argument<?> argument, String wrong) {
        String name = argument.getName();
        return Problem.of(status, name + " " + wrong).withParameter(name, accepted(argument.getType()));
    }

    private static String accepted(Class<?> type) {
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number";
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants()).map(String::valueOf).collect(Collectors.joining(", "));
        }
        return "";
    }
}
