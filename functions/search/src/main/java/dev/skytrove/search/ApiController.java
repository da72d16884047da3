package dev.skytrove.search;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Says what this function answers: to people at its root, to programs as OpenAPI. */
@Controller
final class ApiController {
    /** An overview of one page, which asks for nothing else. */
    @Get("/")
    @Produces(MediaType.TEXT_HTML)
    byte[] overview() {
        return resource("index.html");
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
