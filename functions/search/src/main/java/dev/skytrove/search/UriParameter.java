package dev.skytrove.search;

import dev.skytrove.query.criteria.InvalidParameterException;
import dev.skytrove.query.criteria.Quoted;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The parameter {@code uri} of a request for counts: repeated, or several separated by commas. */
final class UriParameter {
    private static final String URI = "uri";
    private static final int MOST = 500;
    private static final int LONGEST = 2_500;
    private static final Pattern FORM = Pattern.compile("at://did:[^/\\s]+/[^/\\s]+/[^/\\s]+");
    private static final Pattern COMMA = Pattern.compile(",");
    private static final String ACCEPTS =
            "1 to " + MOST + " URIs such as at://did:plc:…/app.bsky.feed.post/…, separated by commas or each as uri=…";

    private UriParameter() {}

    /**
     * The posts asked for, each once.
     *
     * @throws InvalidParameterException if there is none, there are too many, one is no URI of a post, or there is another
     *     parameter
     */
    static List<String> parse(Map<String, List<String>> parameters) {
        KnownParameters.require(parameters, URI);
        List<String> uris = parameters.getOrDefault(URI, List.of()).stream()
                .flatMap(UriParameter::split)
                .map(String::strip)
                .filter(uri -> !uri.isEmpty())
                .distinct()
                .toList();
        if (uris.isEmpty() || uris.size() > MOST) {
            throw new InvalidParameterException(URI, "uri names " + uris.size() + " posts", ACCEPTS);
        }
        uris.forEach(UriParameter::requireForm);
        return uris;
    }

    private static Stream<String> split(String value) {
        return COMMA.splitAsStream(value);
    }

    private static void requireForm(String uri) {
        if (uri.length() > LONGEST || !FORM.matcher(uri).matches()) {
            throw new InvalidParameterException(URI, "uri is '" + Quoted.of(uri) + "'", ACCEPTS);
        }
    }
}
