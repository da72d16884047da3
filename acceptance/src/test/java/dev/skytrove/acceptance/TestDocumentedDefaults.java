package dev.skytrove.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.runtime.KnownSetting;
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
 * The default of a setting is what is told where it is read. Help and documentation must not say otherwise, and no setting must lack documentation or a test.
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

    /**
     * A default stands once: where the setting is read. Help has words for none at all, such as "everything for ever", and
     * never a value. Only the level of the log is read from the list itself.
     */
    @Test
    void listOfSettingsRepeatsNoDefault() throws IOException {
        ToldDefaults told = ToldDefaults.read();

        assertThat(KnownSetting.values())
                .filteredOn(setting -> !setting.empty().isEmpty() && setting != KnownSetting.SKYTROVE_LOG_LEVEL)
                .hasSizeGreaterThan(10)
                .allSatisfy(setting -> {
                    assertThat(told.has(setting)).as("told where %s is read, too", setting).isFalse();
                    assertThat(setting.form()).as("the form of %s", setting).isEqualTo(KnownSetting.Form.TEXT);
                    assertThat(setting.empty()).as("words of %s", setting).matches("[A-Za-z_' ,:]+");
                });
    }

    /** Whatever has a number, a size or the like must do something where it is not set. */
    @Test
    void everyDefaultIsTold() throws IOException {
        ToldDefaults told = ToldDefaults.read();

        assertThat(KnownSetting.values())
                .filteredOn(setting -> setting.form() != KnownSetting.Form.TEXT && !told.has(setting))
                .containsExactly(KnownSetting.SKYTROVE_LOG_LEVEL, KnownSetting.LISTEN_FDS, KnownSetting.LISTEN_PID);
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
