package dev.skytrove.buffer.redis.client;

import io.lettuce.core.RedisURI;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where Redis is and how it lets us in, as {@code redis://[[user:]password@]host[:port][/database]}, or {@code rediss://}
 * with TLS. The password ends at the last {@code @} and may hold any character as it is; {@code %} and two hexadecimal
 * digits stand for a byte of it in UTF-8. Libraries for URLs stop at {@code /}, {@code #} and {@code ?}, take what is
 * behind for something else, and show all of it in their errors.
 *
 * <p>{@link #toString} shows host and port only.
 */
public final class RedisAddress {
    /** What is accepted, for messages. The space behind {@code ://} keeps the log from taking the rest for a secret. */
    public static final String FORM =
            "redis:// and then [[user:]password@]host[:port][/database]; rediss:// is for TLS, and % in a password is %25";

    private static final int DEFAULT_PORT = 6379;
    private static final int MAX_PORT = 65_535;
    private static final Pattern URL = Pattern.compile("(rediss?)://(?:(.*)@)?([^@]*)", Pattern.DOTALL);
    private static final Pattern SERVER =
            Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::([0-9]{1,5}))?(?:/([0-9]{0,5}))?");
    private static final Pattern WRONG_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private final boolean tls;
    private final String user;
    private final String password;
    private final String host;
    private final int port;
    private final int database;

    private RedisAddress(boolean tls, String userInfo, Matcher server) {
        int colon = userInfo.indexOf(':');
        this.tls = tls;
        this.user = decoded(userInfo.substring(0, Math.max(0, colon)));
        this.password = decoded(userInfo.substring(colon + 1));
        this.host = server.group(1).replaceAll("[\\[\\]]", "");
        this.port = server.group(2) == null ? DEFAULT_PORT : Integer.parseInt(server.group(2));
        String number = server.group(3) == null ? "" : server.group(3);
        this.database = number.isEmpty() ? 0 : Integer.parseInt(number);
    }

    /**
     * Reads the setting {@code SKYTROVE_REDIS}.
     *
     * @throws IllegalArgumentException if it is of another form; the message repeats nothing of it
     */
    public static RedisAddress parse(String url) {
        Matcher parts = URL.matcher(url.strip());
        if (!parts.matches()) {
            throw wrong("");
        }
        Matcher server = SERVER.matcher(parts.group(3));
        if (!server.matches()) {
            throw wrong("; what follows the last @, or :// where there is none, is no host, port and database");
        }
        String userInfo = parts.group(2) == null ? "" : parts.group(2);
        if (WRONG_ESCAPE.matcher(userInfo).find()) {
            throw wrong("; its password has a % without two hexadecimal digits behind it");
        }
        RedisAddress address = new RedisAddress(parts.group(1).equals("rediss"), userInfo, server);
        if (address.port < 1 || address.port > MAX_PORT) {
            throw wrong("; its port is not from 1 to " + MAX_PORT);
        }
        return address;
    }

    /** The same for the client. */
    public RedisURI uri() {
        RedisURI.Builder uri = RedisURI.builder().withHost(host).withPort(port).withSsl(tls).withDatabase(database);
        if (!user.isEmpty()) {
            uri.withAuthentication(user, password.toCharArray());
        } else if (!password.isEmpty()) {
            uri.withPassword(password.toCharArray());
        }
        return uri.build();
    }

    /** Host and port. */
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    private static IllegalArgumentException wrong(String why) {
        return new IllegalArgumentException("SKYTROVE_REDIS is not " + FORM + why);
    }

    private static String decoded(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(encoded.length);
        for (int i = 0; i < encoded.length; i++) {
            if (encoded[i] == '%') {
                decoded.write(Character.digit(encoded[i + 1], 16) << 4 | Character.digit(encoded[i + 2], 16));
                i += 2;
            } else {
                decoded.write(encoded[i]);
            }
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }
}
