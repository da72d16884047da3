package dev.skytrove.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.testing.ProjectPaths;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The default of a setting is what its record says. Help and documentation say it in words where that is clearer: these must not
 * say otherwise, and no setting must lack documentation or a test.
 */
final class TestDocumentedDefaults {
    /** Made of LISTEN_FDS, by no user. */
    private static final List<String> INTERNAL = List.of("SKYTROVE_HTTP_INHERITED_SOCKETS");

    @Test
    void everySettingOfARecordIsDocumented() throws IOException {
        Map<String, String> documented = documented();
        Map<String, String> bound = BoundDefaults.read();

        assertThat(bound).hasSizeGreaterThan(70);
        assertThat(bound.keySet()).filteredOn(name -> !documented.containsKey(name)).containsExactlyElementsOf(INTERNAL);
    }

    /** Where nothing is the default, or others hold for some processes, help and page say so in words. */
    @Test
    void wordsAboutDefaultsDoNotContradictTheRecords() throws IOException {
        Map<String, String> documented = documented();
        Map<String, String> bound = BoundDefaults.read();
        bound.keySet().removeAll(INTERNAL);
        bound.values().removeIf(value -> value.isEmpty() || value.contains(","));
        bound.forEach((name, value) -> assertThat(documented.get(name)).as(name).contains(value));
    }

    /** A setting that is read nowhere, or not as it is named, would be noticed by nobody. */
    @Test
    void everySettingIsSetInSomeTest() throws IOException {
        String tests = sources();

        assertThat(documented().keySet().stream().filter(name -> !tests.contains('"' + name + '"')))
                .as("settings that no test changes")
                .isEmpty();
    }

    private static String sources() throws IOException {
        StringBuilder sources = new StringBuilder();
        for (ModuleTable.Module module : ModuleTable.read()) {
            Path tests = module.folder().resolve("src/test");
            if (Files.isDirectory(tests)) {
                try (Stream<Path> files = Files.walk(tests)) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        sources.append(Files.readString(file, StandardCharsets.ISO_8859_1));
                    }
                }
            }
        }
        return sources.toString();
    }

    private static Map<String, String> documented() throws IOException {
        Map<String, String> defaults = new TreeMap<>();
        for (String line : Files.readAllLines(ProjectPaths.find().root().resolve("docs/configuration.md"))) {
            String[] cells = line.split("\\|", -1);
            if (cells.length == 6 && cells[1].strip().startsWith("`")) {
                defaults.put(cells[1].strip().replace("`", ""), cells[4].strip());
            }
        }
        return defaults;
    }
}
