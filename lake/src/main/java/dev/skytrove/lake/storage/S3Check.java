package dev.skytrove.lake.storage;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.skytrove.lake.DataSize;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Whether the S3 client works in this process. */
public final class S3Check {
    private static final String ABSENT = "selfcheck/absent";
    private static final byte[] ANSWER = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>NoSuchKey</Code></Error>"
            .getBytes(StandardCharsets.UTF_8);

    private S3Check() {}

    /**
     * Asks for an object that is not there and expects to be told so: in the bucket that is configured, if there is one
     * with its keys, otherwise of a server that is started for it.
     *
     * @param environment the process' variables
     * @return what was found, in a few words
     * @throws StorageException if the bucket cannot be reached, or refuses
     */
    public static String ask(Map<String, String> environment) throws IOException {
        String location = environment.getOrDefault("SKYTROVE_STORAGE", "");
        if (location.startsWith("s3://")) {
            return ask(location, environment);
        }
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", S3Check::answer);
        server.start();
        try {
            return ask("s3://selfcheck", environmentOf(server));
        } finally {
            server.stop(0);
        }
    }

    private static String ask(String location, Map<String, String> environment) {
        try (ObjectStore store = ObjectStores.open(location, environment)) {
            store.get(ABSENT, DataSize.ofMebibytes(1));
            throw new IllegalStateException("an object " + ABSENT + " came from " + location);
        } catch (ObjectNotFoundException e) {
            return location + " answered";
        }
    }

    private static Map<String, String> environmentOf(HttpServer server) {
        String host = server.getAddress().getAddress().getHostAddress();
        return Map.of(
                "AWS_ENDPOINT_URL_S3", "http://" + host + ":" + server.getAddress().getPort(),
                "AWS_ACCESS_KEY_ID", "selfcheck",
                "AWS_SECRET_ACCESS_KEY", "selfcheck");
    }

    private static void answer(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/xml");
        exchange.sendResponseHeaders(404, ANSWER.length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(ANSWER);
        }
    }
}
