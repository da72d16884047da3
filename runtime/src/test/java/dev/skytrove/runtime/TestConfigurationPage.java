package dev.skytrove.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page for people says what the table for processes says. */
final class TestConfigurationPage {
    private static final String BEGIN = "<!-- settings: begin -->\n";
    private static final String END = "<!-- settings: end -->\n";

    @Test
    void docsHaveTheTableOfKnownSettings() throws IOException {
        Path file = root().resolve("docs/configuration.md");
        String page = Files.readString(file);
        String before = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
        String renewed = before + table() + page.substring(page.indexOf(END));
        if (Boolean.getBoolean("docs.renew")) {
            Files.writeString(file, renewed);
        }

        assertThat(page)
                .as("renew it with: mvn test -pl runtime -Dtest=TestConfigurationPage -Ddocs.renew=true")
                .isEqualTo(renewed);
    }

    private static String table() {
        return "| variable | read by | meaning | default |\n| --- | --- | --- | --- |\n"
                + Arrays.stream(KnownSetting.values()).map(TestConfigurationPage::row).collect(Collectors.joining());
    }

    private static String row(KnownSetting setting) {
        String form = setting.form().description();
        return "| `%s` | %s | %s | %s |\n".formatted(
                setting,
                String.join(", ", setting.readers()),
                setting.meaning() + (form.isEmpty() ? "" : "; " + form),
                setting.defaultValue());
    }

    private static Path root() {
        return Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
                .filter(path -> Files.exists(path.resolve("pom.xml")) && Files.exists(path.resolve(".mvn")))
                .findFirst()
                .orElseThrow();
    }
}
