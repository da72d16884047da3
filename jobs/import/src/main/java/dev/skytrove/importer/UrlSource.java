package dev.skytrove.importer;

import dev.skytrove.lake.DataSize;
import dev.skytrove.runtime.JobFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.OptionalLong;

/** What a URL delivers, as a stream. It is taken for another one when the server says that it has changed. */
final class UrlSource implements Source {
    private static final int OK = 200;
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final URI url;
    private final DataSize limit;
    private final Duration patience;
    private final String identity;
    private final OptionalLong size;
    private InputStream first;

    /**
     * Asks for it.
     *
     * @param limit the most that is read
     * @param patience how long the server may deliver nothing
     * @throws JobFailedException if the server has nothing, or says that it has more
     */
    UrlSource(URI url, DataSize limit, Duration patience) {
        this.url = url;
        this.limit = limit;
        this.patience = patience;
        HttpResponse<InputStream> response = get();
        HttpHeaders headers = response.headers();
        size = headers.firstValueAsLong("Content-Length");
        identity = url + "\n" + headers.firstValue("ETag").orElse("") + "\n"
                + headers.firstValue("Last-Modified").orElse("") + "\n" + size.orElse(-1);
        if (size.orElse(0) > limit.bytes()) {
            throw new JobFailedException(
                    url + " has " + size.getAsLong() + " bytes, more than SKYTROVE_IMPORT_URL_SIZE", null);
        }
        first = body(response);
    }

    @Override
    public String name() {
        return url.toString();
    }

    @Override
    public String identity() {
        return identity;
    }

    @Override
    public OptionalLong size() {
        return size;
    }

    /** The first time what was asked for already. */
    @Override
    public synchronized InputStream open() {
        InputStream open = first == null ? body(get()) : first;
        first = null;
        return open;
    }

    private InputStream body(HttpResponse<InputStream> response) {
        return new PatientInputStream(response.body(), url.toString(), patience, limit);
    }

    private HttpResponse<InputStream> get() {
        HttpRequest request = HttpRequest.newBuilder(url).timeout(patience).GET().build();
        try {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != OK) {
                response.body().close();
                throw new JobFailedException(url + " answered " + response.statusCode(), null);
            }
            return response;
        } catch (IOException e) {
            throw new JobFailedException(url + " cannot be read: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
