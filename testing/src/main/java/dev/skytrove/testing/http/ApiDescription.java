package dev.skytrove.testing.http;

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
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/** The OpenAPI document of a function, which its answers must keep to. */
public final class ApiDescription {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode document;
    private final JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(VersionFlag.V202012);

    /** Reads that of the function that the class path has. */
    public ApiDescription() {
        try (InputStream stream = ApiDescription.class.getResourceAsStream("/dev/skytrove/functions/openapi.json")) {
            document = JSON.readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The document. */
    public JsonNode document() {
        return document;
    }

    /** Makes sure that an answer is one that the document describes. Nothing is said of paths and methods not in it. */
    public void requireDescribed(HttpResponse<String> response) {
        JsonNode path = document.path("paths").path(response.uri().getPath());
        if (path.isMissingNode() || !response.request().method().equals("GET")) {
            return;
        }
        JsonNode answer = resolved(path.at("/get/responses").path(Integer.toString(response.statusCode())));
        assertThat(answer.isMissingNode()).as("%s of %s is not described", response.statusCode(), response.uri()).isFalse();
        String type = response.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
        JsonNode content = answer.path("content").path(type);
        assertThat(content.isMissingNode()).as("%s of %s is not described", type, response.uri()).isFalse();
        if (type.equals("application/json") || type.endsWith("+json")) {
            requireValid(content.path("schema"), response);
        }
    }

    /**
     * Makes sure that the parameters described of a path are those that a function takes there: it names them all if there is
     * another. Each must say what it is, and what type its values have.
     */
    public void requireParameters(String path, FunctionProcess function) {
        String told = function.get(path + "?other=1").body();
        Set<String> known = new TreeSet<>();
        if (told.contains("the parameters are ")) {
            String names = told.replaceFirst(".*the parameters are ([A-Za-z_, ]+).*", "$1");
            known.addAll(Arrays.asList(names.split(", ")));
        }
        Set<String> described = new TreeSet<>();
        document.path("paths").path(path).at("/get/parameters").forEach(reference -> {
            JsonNode parameter = resolved(reference);
            String name = parameter.path("name").asText();
            assertThat(described.add(name)).as("%s of %s is described once", name, path).isTrue();
            assertThat(parameter.path("in").asText()).as("%s of %s", name, path).isEqualTo("query");
            assertThat(parameter.path("description").asText()).as("%s of %s", name, path).isNotEmpty();
            JsonNode schema = resolved(parameter.path("schema"));
            JsonNode values = schema.path("type").asText().equals("array") ? schema.path("items") : schema;
            assertThat(values.path("type").asText()).as("what values %s of %s has", name, path).isNotEmpty();
        });
        assertThat(described).as(path + ": " + told).isEqualTo(known);
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
    public JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }
}
