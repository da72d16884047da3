package dev.skytrove.lake.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The event of {@code docs/formats.md}, and the row that it becomes: whoever adds a column shows there what it has. */
final class DocumentedPost {
    private static final Pattern EVENT = Pattern.compile("(?s)\n### A post and its row\n.*?\n```json\n(.*?)```\n(.*?)\n### ");
    private static final Pattern VALUE = Pattern.compile("(?m)^[|] `(\\w+)` [|] (.*) [|]$");

    private DocumentedPost() {}

    /** The event, in one line. */
    static byte[] event() {
        return section().group(1).replace("\n", "").getBytes(StandardCharsets.UTF_8);
    }

    /** What the document says of each column, in its order. */
    static Map<String, String> row() {
        Map<String, String> row = new LinkedHashMap<>();
        VALUE.matcher(section().group(2)).results().forEach(value -> row.put(value.group(1), value.group(2)));
        return row;
    }

    private static Matcher section() {
        try {
            Matcher section = EVENT.matcher(Files.readString(Recording.projectRoot().resolve("docs/formats.md")));
            if (!section.find()) {
                throw new AssertionError("docs/formats.md has no post and its row");
            }
            return section;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
