package dev.skytrove.functions;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.util.Optional;

/**
 * An answer as it is sent. Not to be compared.
 *
 * @param body its bytes, which nobody changes
 * @param type what they are
 * @param disposition the header {@code Content-Disposition}
 * @param lasting whether the same files make the same answer at any time
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Answer(byte[] body, MediaType type, Optional<String> disposition, boolean lasting) {
    /** An answer of JSON. */
    public static Answer json(byte[] body, boolean lasting) {
        return new Answer(body, MediaType.APPLICATION_JSON_TYPE, Optional.empty(), lasting);
    }

    /** The same as a response. */
    MutableHttpResponse<byte[]> response() {
        MutableHttpResponse<byte[]> response = HttpResponse.ok(body).contentType(type);
        disposition.ifPresent(text -> response.header(HttpHeaders.CONTENT_DISPOSITION, text));
        return response;
    }
}
