package dev.skytrove.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;

/** The OpenAPI document, which answers must keep to. */
final class ApiDescription {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode document;
    private final JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(VersionFlag.V202012);

    ApiDescription() {
        try (InputStream stream = SearchMain.class.getResourceAsStream("openapi.json")) {
            document = JSON.readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The document. */
    JsonNode document() {
        return document;
    }

    /** Makes sure that an answer is one that the document describes. Nothing is said of paths and methods not in it. */
    void requireDescribed(HttpResponse<String> response) {
        JsonNode path = document.path("paths").path(response.uri().getPath());
        if (path.isMissingNode() || !response.request().method().equals("GET")) {
            return;
        }
        JsonNode answer = resolved(path.at("/get/responses").path(Integer.toString(response.statusCode())));
        assertThat(answer.isMissingNode()).as("%s of %s is not described", response.statusCode(), response.uri()).isFalse();
        String type = response.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
        JsonNode content = answer.path("content").path(type);
        assertThat(content.isMissingNode()).as("%s of %s is not described", type, response.uri()).isFalse();
        if (type.endsWith("json")) {
            requireValid(content.path("schema"), response);
        }
    }

    private void requireValid(JsonNode schema, HttpResponse<String> response) {
        ObjectNode whole = JSON.createObjectNode();
        whole.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        whole.setAll((ObjectNode) schema);
        whole.set("components", document.path("components"));
        try {
            assertThat(schemas.getSchema(whole).validate(JSON.readTree(response.body())))
                    .as("%s: %s", response.uri(), response.body())
                    .isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a node stands for: itself, or what it refers to. */
    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }
}
