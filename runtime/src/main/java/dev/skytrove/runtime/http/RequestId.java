package dev.skytrove.runtime.http;

import io.micronaut.http.HttpRequest;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** What a request is called in its answer and in the log: what its client calls it, or a random name. */
final class RequestId {
    /** The header, of requests and answers. */
    static final String HEADER = "X-Request-Id";

    private static final String ATTRIBUTE = "skytrove.request.id";

    /** What could be mistaken for something else in a log is not taken. */
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestId() {}

    /** The same each time for a request. */
    static String of(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, String.class).orElseGet(() -> {
            String given = request.getHeaders().get(HEADER);
            String id = given != null && FORM.matcher(given).matches()
                    ? given
                    : HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
            request.setAttribute(ATTRIBUTE, id);
            return id;
        });
    }
}
