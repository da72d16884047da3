package dev.skytrove.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.skytrove.testing.ChildProcess;
import dev.skytrove.testing.ProjectPaths;
import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.lake.SamplePost;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** I7: what {@code docs/formats.md} prints for strangers finds the live files of a lake, and an overlap. */
final class TestDocumentedLiveness {
    private static final Instant HOUR = Instant.parse("2026-07-04T14:00:00Z");
    private static final String FOLDER = "lake/posts/year=2026/month=07/day=04/hour=14/posts-";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> LIVE =
            List.of(FOLDER + "flush-1-3-1.parquet", FOLDER + "flush-9-9-10.parquet", FOLDER + "import-2-2-0.parquet");

    @TempDir
    private Path storage;

    @BeforeEach
    void write() throws IOException {
        try (SampleLake lake = SampleLake.in(storage)) {
            for (int batch : List.of(1, 2, 3, 9)) {
                lake.add(SamplePost.of("did:plc:a", "post" + batch, "text", HOUR)).flush(batch);
            }
            lake.compact("posts", HOUR, 1, 2);
            lake.compact("posts", HOUR, 1, 3);
        }
        copy("flush-1-3-0", "flush-1-3-1");
        copy("flush-2-2-0", "flush-2-2-7");
        copy("flush-9-9-0", "flush-9-9-9");
        copy("flush-9-9-0", "flush-9-9-10");
        copy("flush-2-2-0", "import-2-2-0");
        copy("flush-2-2-0", "f-2-2");
        copy("flush-2-2-0", "flush-02-02-0");
    }

    @Test
    void i7SqlFindsTheLiveFilesAndTheOverlap() throws Exception {
        assertThat(sql()).isEqualTo(LIVE);

        copy("flush-2-2-0", "flush-3-4-0");
        assertThatExceptionOfType(SQLException.class).isThrownBy(this::sql).withMessageContaining("flush-3-4-0.parquet");
    }

    @Test
    void i7PythonFindsTheLiveFilesAndTheOverlap() throws Exception {
        assumeTrue(onPath("python3"), "python3 is not installed");
        try (ChildProcess python = python()) {
            assertThat(python.waitFor(PATIENCE)).as(python.stderr()).isZero();
            assertThat(python.stdout()).isEqualTo(LIVE);
        }

        copy("flush-2-2-0", "flush-3-4-0");
        try (ChildProcess python = python()) {
            assertThat(python.waitFor(PATIENCE)).isEqualTo(1);
            assertThat(python.stderr()).contains("flush-1-3-1.parquet", "flush-3-4-0.parquet");
        }
    }

    private List<String> sql() throws IOException, SQLException {
        String query = snippet("sql").replace("glob('lake/", "glob('" + storage + "/lake/");
        List<String> files = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                files.add(storage.relativize(Path.of(rows.getString(1))).toString());
            }
        }
        return files;
    }

    private ChildProcess python() throws IOException {
        return ChildProcess.command("python3", "-c", snippet("python")).directory(storage).start();
    }

    /** The first one that lists the lake. */
    private static String snippet(String language) throws IOException {
        String page = Files.readString(ProjectPaths.find().root().resolve("docs/formats.md"));
        Matcher snippets = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(page);
        return snippets.results()
                .map(snippet -> snippet.group(1))
                .filter(snippet -> snippet.contains("glob("))
                .findFirst()
                .orElseThrow();
    }

    private void copy(String from, String to) throws IOException {
        Files.copy(storage.resolve(FOLDER + from + ".parquet"), storage.resolve(FOLDER + to + ".parquet"));
    }

    private static boolean onPath(String command) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }
}
