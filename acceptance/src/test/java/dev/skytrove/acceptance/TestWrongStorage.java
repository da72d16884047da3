package dev.skytrove.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.skytrove.testing.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every process that has a storage refuses one that cannot be, instead of taking it for an empty lake. */
@Timeout(300)
final class TestWrongStorage {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NOBODY = "65534";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "ingestor,", "flush,", "ttl,", "compact,", "snapshot,", "snapshot,list", "feeds,", "import,features", "search,", "export,"
    })
    void i6StorageThatIsAFileIsAWrongSetting(String process, String argument) throws IOException {
        Processes.assumeBuilt(process);
        Path file = Files.writeString(directory.resolve("file"), "passwd");
        List<String> command = new ArrayList<>(Processes.command(process));
        command.addAll(arguments(process, argument));

        assertRefused(process, command, file.resolve("lake"), file + " is no directory");
    }

    @ParameterizedTest
    @CsvSource({"ttl", "search"})
    void i6StorageThatTheUserMayNotReadIsAWrongSetting(String process) throws IOException {
        Processes.assumeBuilt(process);
        assumeTrue(System.getProperty("user.name").equals("root"), "only root can be another user");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path storage = Files.createDirectory(directory.resolve("storage"));
        Files.setPosixFilePermissions(storage, PosixFilePermissions.fromString("rwx--x--x"));
        List<String> command = new ArrayList<>(List.of("setpriv", "--reuid", NOBODY, "--clear-groups", "--regid", NOBODY));
        command.addAll(Processes.command(process));

        assertRefused(process, command, storage, storage + " may not be read by this user");
        Path inside = Files.createDirectory(storage.resolve("inside"));
        Files.setPosixFilePermissions(storage, PosixFilePermissions.fromString("rwx------"));
        assertRefused(process, command, inside, storage + " may not be entered by this user");
    }

    private List<String> arguments(String process, String argument) throws IOException {
        if (process.equals("import")) {
            Path features = Files.writeString(directory.resolve("features.jsonl"), "");
            return List.of(argument, features.toString());
        }
        return argument == null ? List.of() : List.of(argument);
    }

    private void assertRefused(String process, List<String> command, Path storage, String reason) {
        Map<String, String> settings = Map.of(
                "SKYTROVE_STORAGE", "file://" + storage,
                "SKYTROVE_REDIS", "redis://127.0.0.1:1",
                "SKYTROVE_JETSTREAM", "ws://127.0.0.1:1/subscribe",
                "SKYTROVE_MANAGEMENT_PORT", "0");
        ChildProcess.Builder builder = ChildProcess.command(command).name(process).environment(settings);
        if (process.equals("feeds")) {
            builder.environment("SKYTROVE_FEEDS_FILE", directory.resolve("feeds.json").toString());
        }
        if (process.equals("search") || process.equals("export")) {
            builder.withoutEnvironment("PORT").environment("SKYTROVE_HTTP_PORT", "0");
            builder.environment("SKYTROVE_CACHE_DIR", directory.resolve("cache").toString());
        }
        try (ChildProcess started = builder.start()) {
            assertThat(started.waitFor(PATIENCE)).as(started.stderr()).isEqualTo(2);
            List<String> log = started.stderr().lines().toList();
            assertThat(log).noneMatch(line -> line.startsWith("\tat ") || line.startsWith("Caused by"));
            assertThat(log).filteredOn(line -> line.contains("ERROR")).singleElement().asString()
                    .contains("storage 'file://" + storage + "' cannot be used: " + reason);
        }
    }
}
