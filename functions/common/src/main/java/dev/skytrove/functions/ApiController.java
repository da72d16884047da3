package dev.skytrove.functions;

import dev.skytrove.functions.openapi.Types;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.json.JsonMapper;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Says what a function answers: to people at its root, to programs as OpenAPI. Each function has a document of its own, which
 * is made of the annotations at its controllers when these are compiled.
 */
@Controller
final class ApiController {
    private final JsonMapper json;

    ApiController(JsonMapper json) {
        this.json = json;
    }

    /** An overview of one page, with all that the description has; it asks for nothing else. */
    @Get("/")
    @Hidden
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
    @Operation(operationId = "openapi", summary = "This document.")
    @ApiResponse(
            responseCode = "200",
            description = "OpenAPI 3.1.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = Types.OPEN_API_DOCUMENT)))
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
