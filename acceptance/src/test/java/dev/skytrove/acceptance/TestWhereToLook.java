package dev.skytrove.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.acceptance.ModuleTable.Module;
import dev.skytrove.testing.ProjectPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the table in {@code docs/architecture.md} that tells where to change what: all that it names is there. */
final class TestWhereToLook {
    private static final Pattern ROW = Pattern.compile("(?m)^[|] [^|]+ [|] ([^|]+) [|]$");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern CLASS = Pattern.compile("([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)([.][A-Z][A-Za-z0-9]*)?");

    private final Path root = ProjectPaths.find().root();

    @Test
    void pathsAndClassesAreThere() throws IOException {
        Set<String> sources = sources();
        List<String> paths = new ArrayList<>();
        List<String> classes = new ArrayList<>();
        for (String name : named()) {
            if (name.contains("/")) {
                paths.add(name);
            } else if (CLASS.matcher(name).matches()) {
                classes.add(name);
            }
        }

        assertThat(paths).hasSizeGreaterThan(100).allMatch(this::exists);
        assertThat(classes).hasSizeGreaterThan(30).allMatch(name -> sources.contains(name.replaceFirst("[.].*", "") + ".java"));
    }

    /** {@code module/…/a/B} is in that module's packages. */
    private boolean exists(String path) {
        String whole = path.replaceFirst("/…/", "/src/main/java/dev/skytrove/");
        return Files.exists(root.resolve(whole)) || Files.exists(root.resolve(whole + ".java"));
    }

    private List<String> named() throws IOException {
        String page = Files.readString(root.resolve("docs/architecture.md"));
        String table = page.substring(page.indexOf("## Where to look"), page.indexOf("## Invariants"));
        return ROW.matcher(table).results()
                .map(row -> row.group(1))
                .map(QUOTED::matcher)
                .flatMap(Matcher::results)
                .map((MatchResult quoted) -> quoted.group(1))
                .toList();
    }

    private static Set<String> sources() throws IOException {
        Set<String> names = new HashSet<>();
        for (Module module : ModuleTable.read()) {
            try (Stream<Path> files = Files.walk(module.folder().resolve("src"))) {
                files.forEach(file -> names.add(file.getFileName().toString()));
            }
        }
        return names;
    }
}
