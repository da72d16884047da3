package dev.skytrove.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skytrove.query.posts.PostField;
import dev.skytrove.testing.ProjectPaths;
import dev.skytrove.testing.http.ApiDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is written of the fields of posts tells the fields that answers have. */
final class TestPostFields {
    private static final Pattern TABLE = Pattern.compile("(?s)\\| member and CSV column \\|[^\\n]*\\n[^\\n]*\\n(.*?)\\n\\n");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (.*?) \\| (.*?) \\|");
    private static final Pattern NAME = Pattern.compile("`(\\w+)`");

    private final JsonNode schemas = new ApiDescription().document().at("/components/schemas");

    @Test
    void tableOfTheDocumentHasThemInTheirOrder() throws IOException {
        List<String> documented = new ArrayList<>();
        String table = first(TABLE).group(1);
        ROW.matcher(table).results().forEach(row -> NAME.matcher(row.group(1))
                .results()
                .forEach(name -> documented.add(name.group(1) + ": " + row.group(2))));

        assertThat(documented)
                .isEqualTo(PostField.shown().stream()
                        .map(field -> field.label() + ": " + documentedType(field) + (field.isNullable() ? " or null" : ""))
                        .toList());
    }

    @Test
    void headOfCsvIsThatOfTheDocument() throws IOException {
        assertThat(document()).contains("\n" + labels(PostField.shown()).collect(Collectors.joining(",")) + "\n");
    }

    @Test
    void descriptionOfTheApiHasThem() {
        JsonNode post = schemas.path("Post");

        assertThat(texts(post.path("required"))).containsExactlyInAnyOrderElementsOf(labels(PostField.shown()).toList());
        assertThat(names(post.path("properties"))).containsExactlyElementsOf(labels(PostField.shown()).toList());
        assertThat(texts(schemas.at("/PostPart/propertyNames/enum")))
                .containsExactlyElementsOf(labels(PostField.known()).toList());
    }

    @Test
    void descriptionOfTheApiHasTheirTypes() {
        for (PostField field : PostField.shown()) {
            String described = schemas.at("/Post/properties/" + field.label()).toString();
            assertThat(described).as(field.label()).contains(describedType(field));
            assertThat(described.contains("null")).as("%s may be null", field.label()).isEqualTo(field.isNullable());
        }
    }

    private static String documentedType(PostField field) {
        return switch (field.type()) {
            case TEXT -> "string";
            case NUMBER -> "number";
            case FLAG -> "boolean";
            case TIME -> "time";
            case TEXTS -> "list";
            case NUMBERS -> "object";
        };
    }

    private static String describedType(PostField field) {
        return switch (field.type()) {
            case TEXT -> "\"string\"";
            case NUMBER -> "\"integer\"";
            case FLAG -> "\"boolean\"";
            case TIME -> "schemas/Time\"";
            case TEXTS -> "\"type\":\"array\",\"items\":{\"type\":\"string\"}";
            case NUMBERS -> "\"object\"";
        };
    }

    private static Stream<String> labels(List<PostField> fields) {
        return fields.stream().map(PostField::label);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static MatchResult first(Pattern pattern) throws IOException {
        return pattern.matcher(document()).results().findFirst().orElseThrow();
    }

    private static String document() throws IOException {
        return Files.readString(ProjectPaths.find().root().resolve("docs/api.md"));
    }
}
