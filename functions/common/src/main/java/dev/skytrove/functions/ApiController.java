package dev.skytrove.functions;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Says what the functions answer: to people at their roots, to programs as OpenAPI. All have the same document. */
@Controller
final class ApiController {
    private final JsonMapper json;

    ApiController(JsonMapper json) {
        this.json = json;
    }

    /** An overview of one page, with all that the description has; it asks for nothing else. */
    @Get("/")
    @Produces(MediaType.TEXT_HTML)
    byte[] overview() {
        try {
            String template = new String(resource("index.html"), StandardCharsets.UTF_8);
            return ApiPage.of(template, resource("openapi.json"), json).getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The description of all parameters and answers. */
    @Get("/openapi.json")
    @Produces(MediaType.APPLICATION_JSON)
    byte[] description() {
        return resource("openapi.json");
    }

    private static byte[] resource(String name) {
        try (InputStream stream = ApiController.class.getResourceAsStream(name)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
