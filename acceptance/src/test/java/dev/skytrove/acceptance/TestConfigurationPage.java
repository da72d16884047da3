package dev.skytrove.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.runtime.KnownSetting;
import dev.skytrove.testing.ProjectPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page for people says what help says: what processes know of settings, and the defaults told where these are read. */
final class TestConfigurationPage {
    private static final String BEGIN = "<!-- settings: begin -->\n";
    private static final String END = "<!-- settings: end -->\n";

    @Test
    void docsHaveTheTableOfKnownSettings() throws IOException {
        Path file = ProjectPaths.find().root().resolve("docs/configuration.md");
        String page = Files.readString(file);
        String before = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
        String renewed = before + table() + page.substring(page.indexOf(END));
        if (Boolean.getBoolean("docs.renew")) {
            Files.writeString(file, renewed);
        }

        assertThat(page)
                .as("renew it with: mvn test -pl acceptance -am -Dtest=TestConfigurationPage -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.renew=true")
                .isEqualTo(renewed);
    }

    private static String table() throws IOException {
        ToldDefaults defaults = ToldDefaults.read();
        return "| variable | read by | meaning | default |\n| --- | --- | --- | --- |\n"
                + Arrays.stream(KnownSetting.values())
                        .map(setting -> row(setting, defaults.of(setting)))
                        .collect(Collectors.joining());
    }

    private static String row(KnownSetting setting, String defaultValue) {
        String form = setting.form().description();
        return "| `%s` | %s | %s | %s |\n".formatted(
                setting,
                String.join(", ", setting.readers()),
                setting.meaning() + (form.isEmpty() ? "" : "; " + form),
                defaultValue);
    }
}
