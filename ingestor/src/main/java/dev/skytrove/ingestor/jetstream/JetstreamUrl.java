package dev.skytrove.ingestor.jetstream;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where a Jetstream server is subscribed to.
 *
 * @param secure whether TLS is spoken
 * @param host a host name or an IP address
 * @param port a TCP port
 * @param path the path, beginning with a slash
 * @param query what the operator wrote behind the {@code ?}, still encoded; empty if nothing
 */
public record JetstreamUrl(boolean secure, String host, int port, String path, String query) {
    private static final String DEFAULT_PATH = "/subscribe";
    private static final Pattern OURS = Pattern.compile("(^|&)(cursor|compress|zstdDictionary)=");

    /**
     * Reads {@code wss://host[:port][/path][?query]} or the same with {@code ws:}; without a path it is {@code
     * /subscribe}.
     *
     * @throws IllegalArgumentException if the text is no such URL, or has credentials, a fragment, a cursor or compression
     */
    public static JetstreamUrl parse(String text) {
        URI uri = uri(text.strip());
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean secure = scheme.equals("wss");
        if ((!secure && !scheme.equals("ws")) || uri.getHost() == null) {
            throw noUrl(text);
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("a Jetstream URL has no user, password or fragment: " + uri.getHost());
        }
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        if (OURS.matcher(query).find()) {
            throw new IllegalArgumentException(
                    "cursor and compression are the ingestor's own, leave them out of: '" + withoutQuery(text) + "'");
        }
        String path = uri.getRawPath().isEmpty() ? DEFAULT_PATH : uri.getRawPath();
        return new JetstreamUrl(secure, uri.getHost(), portOf(uri, secure), path, query);
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            // Not as its cause, which repeats the text.
            throw noUrl(text);
        }
    }

    private static IllegalArgumentException noUrl(String text) {
        return new IllegalArgumentException("not a URL such as wss://host/subscribe: '" + withoutQuery(text) + "'");
    }

    /** A query may hold a key of the operator, and so may what is no URL but was meant as one. */
    private static String withoutQuery(String text) {
        int query = text.indexOf('?');
        String shown = query < 0 ? text : text.substring(0, query) + "?…";
        return shown.replaceFirst("//[^/]*@", "//…@");
    }

    private static int portOf(URI uri, boolean secure) {
        return uri.getPort() >= 0 ? uri.getPort() : defaultPort(secure);
    }

    private static int defaultPort(boolean secure) {
        return secure ? 443 : 80;
    }

    /** The protocol that is spoken there, which the path tells. */
    public Wire wire() {
        return path.endsWith(Wire.V2_ENDPOINT) ? Wire.V2 : Wire.V1;
    }

    /** The host, and the port unless it is the scheme's own. */
    public String authority() {
        return port == defaultPort(secure) ? host : host + ":" + port;
    }

    /** The name that a cursor is saved with: the authority, with a mark if the wire is not the first. */
    public String source() {
        return wire() == Wire.V1 ? authority() : "v2:" + authority();
    }

    /** The address of another resource of the same server, over HTTP. */
    public URI http(String otherPath) {
        return URI.create((secure ? "https://" : "http://") + authority() + otherPath);
    }

    /** For logs and errors: without the query. */
    @Override
    public String toString() {
        return (secure ? "wss://" : "ws://") + authority() + path + (query.isEmpty() ? "" : "?…");
    }
}
