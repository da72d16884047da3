package dev.skytrove.functions;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The OpenAPI document as a page for people: every path with its parameters and statuses. It asks for nothing else. */
final class ApiPage {
    /** Where the page has what is made here. */
    private static final String PLACE = "<!-- paths -->";

    private final JsonNode document;

    private ApiPage(JsonNode document) {
        this.document = document;
    }

    /**
     * Makes the page.
     *
     * @param template HTML with a place for the paths
     * @param description the OpenAPI document
     * @throws IOException if that is no JSON
     */
    static String of(String template, byte[] description, JsonMapper json) throws IOException {
        ApiPage page = new ApiPage(json.readValue(description, JsonNode.class));
        String paths = members(page.document.get("paths"))
                .map(path -> page.path(path.getKey(), path.getValue().get("get")))
                .collect(Collectors.joining("\n"));
        return template.replace(PLACE, paths);
    }

    private String path(String name, JsonNode get) {
        JsonNode parameters = get.get("parameters");
        String rows = parameters == null
                ? ""
                : StreamSupport.stream(parameters.values().spliterator(), false)
                        .map(this::resolved)
                        .map(this::row)
                        .collect(Collectors.joining("\n", "<table><tbody>\n", "\n</tbody></table>"));
        String statuses = members(get.get("responses"))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", ", "<p>Answers with ", ".</p>"));
        return "<details><summary><code>" + escaped(name) + "</code> " + escaped(text(get, "summary")) + "</summary>\n" + rows
                + statuses + "</details>";
    }

    private String row(JsonNode parameter) {
        return "<tr><th scope=\"row\"><code>" + escaped(text(parameter, "name")) + "</code></th><td>"
                + escaped(text(parameter, "description")) + "</td><td>" + escaped(accepts(parameter.get("schema")))
                + "</td></tr>";
    }

    private String accepts(JsonNode described) {
        if (described == null) {
            return "";
        }
        JsonNode schema = resolved(described);
        JsonNode items = schema.get("items");
        JsonNode of = items == null ? schema : items;
        List<String> words = new ArrayList<>();
        JsonNode choice = of.get("enum");
        words.add(choice == null
                ? text(of, "type")
                : StreamSupport.stream(choice.values().spliterator(), false)
                        .map(JsonNode::coerceStringValue)
                        .collect(Collectors.joining(", ")));
        if (items != null) {
            words.add("several");
        }
        if (schema.get("minimum") != null && schema.get("maximum") != null) {
            words.add(text(schema, "minimum") + " to " + text(schema, "maximum"));
        }
        if (schema.get("default") != null) {
            words.add("else " + text(schema, "default"));
        }
        return String.join("; ", words);
    }

    private JsonNode resolved(JsonNode node) {
        JsonNode reference = node.get("$ref");
        if (reference == null) {
            return node;
        }
        JsonNode found = document;
        for (String part : reference.getStringValue().substring(2).split("/", -1)) {
            found = found.get(part);
        }
        return found;
    }

    private static Stream<Map.Entry<String, JsonNode>> members(JsonNode object) {
        return StreamSupport.stream(object.entries().spliterator(), false);
    }

    private static String text(JsonNode node, String member) {
        JsonNode value = node.get(member);
        return value == null || !value.isValueNode() ? "" : value.coerceStringValue();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
