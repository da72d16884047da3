package dev.skytrove.demo;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The files of a built page, with the headers that {@code docs/explorer.md} asks of every server. */
final class PageFiles {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
            + "require-trusted-types-for 'script'";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "json", "application/json");
    private static final byte[] NOT_FOUND = "There is no such file.\n".getBytes(StandardCharsets.UTF_8);

    private final Path folder;

    PageFiles(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** Answers with the file at this path; {@code /} is the page. */
    void send(HttpExchange exchange, String path) throws IOException {
        Optional<Path> file = find(path.equals("/") ? "/index.html" : path);
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        // A name of a built file says what is in it; the page itself is asked for anew.
        headers.set("Cache-Control", path.startsWith("/assets/") ? "max-age=31536000, immutable" : "no-cache");
        headers.set("Content-Type", file.map(PageFiles::type).orElse("text/plain; charset=utf-8"));
        byte[] content = file.isPresent() ? Files.readAllBytes(file.get()) : NOT_FOUND;
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(file.isPresent() ? 200 : 404, head ? -1 : content.length);
        if (!head) {
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(content);
            }
        }
    }

    /** Only what lies in the folder, whatever the path says. */
    private Optional<Path> find(String path) {
        try {
            Path file = folder.resolve(path.substring(1)).normalize();
            return file.startsWith(folder) && Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static String type(Path file) {
        String name = file.getFileName().toString();
        return TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
    }
}
