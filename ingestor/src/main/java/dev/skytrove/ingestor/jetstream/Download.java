package dev.skytrove.ingestor.jetstream;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Brings small files from a path or over HTTP; what is larger than a dictionary has cause to be is refused. */
final class Download {
    private static final int MAX_SIZE = 4 << 20;

    private final Duration timeout;

    /** @param timeout how long a server may take to begin its answer */
    Download(Duration timeout) {
        this.timeout = timeout;
    }

    /**
     * Reads a file.
     *
     * @param location a path, or a URL that begins with {@code http:} or {@code https:}
     * @throws IOException if it cannot be had, or is larger than 4 MiB
     * @throws IllegalArgumentException if it is neither a path nor a URL
     */
    byte[] read(String location) throws IOException, InterruptedException {
        if (location.startsWith("http://") || location.startsWith("https://")) {
            return fetch(URI.create(location));
        }
        try (InputStream file = Files.newInputStream(Path.of(location))) {
            return limited(file, location);
        }
    }

    /** Reads what is at a URL, as {@link #read} does. */
    byte[] fetch(URI url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url).timeout(timeout).build();
        try (HttpClient http = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new IOException(url + " answers with HTTP " + answer.statusCode());
                }
                return limited(body, url.toString());
            }
        }
    }

    private static byte[] limited(InputStream in, String name) throws IOException {
        byte[] content = in.readNBytes(MAX_SIZE + 1);
        if (content.length > MAX_SIZE) {
            throw new IOException(name + " is larger than 4 MiB");
        }
        return content;
    }
}
