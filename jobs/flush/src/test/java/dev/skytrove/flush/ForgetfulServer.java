package dev.skytrove.flush;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An HTTP server that acknowledges every PUT, and does with it what it is told. */
final class ForgetfulServer implements AutoCloseable {
    private static final Pattern PREFIX = Pattern.compile("[?&]prefix=([^&]*)");

    /** What it does. */
    enum Manner {
        /** A page for every request, as the login of a network. */
        SHOWS_PAGES,
        /** S3's answers, and an object is listed as it should be. */
        STORES,
        /** S3's answers, and the bucket stays empty. */
        FORGETS,
        /** S3's answers, and what is stored is a byte short. */
        CUTS
    }

    private final HttpServer server;
    private final Manner manner;
    private final Map<String, Integer> objects = new TreeMap<>();

    ForgetfulServer(Manner manner) throws IOException {
        this.manner = manner;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    ObjectStore store() {
        return ObjectStores.open(
                "s3://bucket",
                Map.of(
                        "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:" + server.getAddress().getPort(),
                        "AWS_ACCESS_KEY_ID", "someone",
                        "AWS_SECRET_ACCESS_KEY", "swordfish"));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        int length = exchange.getRequestBody().readAllBytes().length;
        if (manner == Manner.SHOWS_PAGES) {
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            answer(exchange, "<html><body>Please accept our terms</body></html>");
            return;
        }
        exchange.getResponseHeaders().add("x-amz-request-id", "tx1");
        exchange.getResponseHeaders().add("ETag", "\"9a0364b9e99bb480dd25e1f0284c8555\"");
        if (exchange.getRequestMethod().equals("PUT")) {
            put(exchange.getRequestURI().getPath().replaceFirst("/bucket/", ""), length);
            answer(exchange, "");
        } else {
            answer(exchange, listing(exchange.getRequestURI().getRawQuery()));
        }
    }

    private void put(String key, int length) {
        switch (manner) {
            case STORES -> objects.put(key, length);
            case CUTS -> objects.put(key, length - 1);
            case FORGETS, SHOWS_PAGES -> {
                // Gone.
            }
        }
    }

    private String listing(String query) {
        Matcher matcher = PREFIX.matcher("?" + query);
        String prefix = matcher.find() ? URLDecoder.decode(matcher.group(1), UTF_8) : "";
        StringBuilder contents = new StringBuilder("<ListBucketResult><IsTruncated>false</IsTruncated>");
        objects.forEach((key, size) -> {
            if (key.startsWith(prefix)) {
                contents.append("<Contents><Key>").append(key).append("</Key><Size>").append(size);
                contents.append("</Size></Contents>");
            }
        });
        return contents.append("</ListBucketResult>").toString();
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        exchange.sendResponseHeaders(200, body.isEmpty() ? -1 : body.length());
        exchange.getResponseBody().write(body.getBytes(UTF_8));
        exchange.close();
    }
}
