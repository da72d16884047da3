package dev.skytrove.acceptance;

import dev.skytrove.testing.ProjectPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The units that {@code docs/operations/functions.md} tells operators to install. */
final class DocumentedUnits {
    private static final Pattern UNIT =
            Pattern.compile("```ini\n# /etc/systemd/system/(\\S+)\n(.*?)```", Pattern.DOTALL);

    private static final String PRINTED = "search";

    private DocumentedUnits() {}

    /** A function's, texts by names. Those of {@code search} are printed, others are said to be like them. */
    static Map<String, String> of(String function) throws IOException {
        String page = Files.readString(ProjectPaths.find().root().resolve("docs/operations/functions.md"))
                .replace(PRINTED, function);
        return UNIT.matcher(page).results().collect(Collectors.toMap(unit -> unit.group(1), unit -> unit.group(2)));
    }
}
