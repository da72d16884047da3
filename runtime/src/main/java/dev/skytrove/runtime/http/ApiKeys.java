package dev.skytrove.runtime.http;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * API keys, as bearer tokens ({@code Authorization: Bearer …}, RFC 6750). Known is only the SHA-256 of each, under a name:
 * a key is random and long, so nobody finds it from that. All of them are compared, each in constant time. Made at the start,
 * which a wrong one ends.
 */
@Context
@Requires(beans = Connections.class)
final class ApiKeys {
    private static final Pattern FORM = Pattern.compile("([a-z0-9-]{1,32}):([0-9a-f]{64})");
    private static final String BEARER = "bearer ";
    private static final String REFUSED =
            "this function needs an API key; send it as Authorization: Bearer KEY, or ask who runs the function for one";

    private final Map<String, byte[]> hashes = new LinkedHashMap<>();

    /** @throws IllegalArgumentException if one is not a name, a colon and a hash, or a name is there twice */
    ApiKeys(AccessConfig config) {
        for (String key : config.keys()) {
            Matcher parts = FORM.matcher(key);
            if (!parts.matches() || hashes.put(parts.group(1), HexFormat.of().parseHex(parts.group(2))) != null) {
                // Not what it is: it may be a key, by mistake.
                throw new IllegalArgumentException("SKYTROVE_HTTP_ACCESS_KEYS is not of names:hashes, commas between: a name"
                        + " of a to z, 0 to 9 and -, each once; a hash of 64 digits, the SHA-256 of the key in hexadecimal");
            }
        }
    }

    /**
     * The name of the key that a request has; empty if none is needed.
     *
     * @throws ProblemException if it has none that is known: 401
     */
    Optional<String> require(HttpRequest<?> request) {
        if (hashes.isEmpty()) {
            return Optional.empty();
        }
        List<String> fields = request.getHeaders().getAll(HttpHeaders.AUTHORIZATION);
        String field = fields.size() == 1 ? fields.getFirst() : "";
        String found = "";
        if (field.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            byte[] hash = hash(field.substring(BEARER.length()).strip());
            for (Map.Entry<String, byte[]> known : hashes.entrySet()) {
                found = MessageDigest.isEqual(hash, known.getValue()) ? known.getKey() : found;
            }
        }
        if (found.isEmpty()) {
            throw new UnauthorizedException(REFUSED);
        }
        return Optional.of(found);
    }

    private static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
