package dev.skytrove.runtime.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.serde.annotation.Serdeable;

/**
 * The body of an error answer, as RFC 9457 has it; empty members are left out of the JSON.
 *
 * @param type always {@code about:blank}: the status says which kind of problem it is
 * @param title the status' name
 * @param status the HTTP status
 * @param detail what is wrong with this request, for people
 * @param parameter the query parameter at fault
 * @param accepts what that parameter accepts
 * @param requestId what the request is called, here and in the log
 * @param errorId what the log calls this error, where the server is at fault
 */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String parameter,
        String accepts,
        @JsonProperty("request_id") String requestId,
        @JsonProperty("error_id") String errorId) {
    /** {@code application/problem+json}. */
    public static final String MEDIA_TYPE = MediaType.APPLICATION_JSON_PROBLEM;

    /** A problem that the caller can mend or wait out. */
    public static Problem of(HttpStatus status, String detail) {
        return new Problem("about:blank", status.getReason(), status.getCode(), detail, "", "", "", "");
    }

    /** The same problem, blamed on a parameter; {@code accepted} may be empty. */
    public Problem withParameter(String name, String accepted) {
        return new Problem(type, title, status, detail, name, accepted, requestId, errorId);
    }

    /** The same problem, findable in the log. */
    public Problem withErrorId(String id) {
        return new Problem(type, title, status, detail, parameter, accepts, requestId, id);
    }

    /** The same problem of a request. */
    Problem of(HttpRequest<?> request) {
        return new Problem(type, title, status, detail, parameter, accepts, RequestId.of(request), errorId);
    }
}
