package dev.skytrove.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.skytrove.lake.Table;
import dev.skytrove.testing.ChildProcess;
import dev.skytrove.testing.ProjectPaths;
import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.lake.SamplePost;
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
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code docs/formats.md} tells people to write, run as it stands there by the engines that are at hand: DuckDB
 * always, Polars and pandas where {@code python3} (or what {@code TEST_PYTHON} names) has them, Spark where Maven can get
 * it. All of them must say the same.
 */
@Timeout(300)
final class TestDocumentedReading {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String DEPENDENCIES = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1";
    /** Hours whose numbers are the same as text, those that are not, and others that the question leaves out. */
    private static final List<String> HOURS = List.of(
            "2026-05-31T09:00:00Z", "2026-07-03T23:00:00Z", "2026-07-04T07:00:00Z", "2026-07-04T08:00:00Z",
            "2026-07-14T14:00:00Z", "2026-08-10T00:00:00Z", "2026-10-10T10:00:00Z");

    private static final List<List<Integer>> EXPECTED = List.of(
            List.of(2026, 7, 4, 7, 3), List.of(2026, 7, 4, 8, 4), List.of(2026, 7, 14, 14, 5),
            List.of(2026, 8, 10, 0, 6));

    @TempDir
    private Path directory;

    @BeforeEach
    void makeLake() {
        try (SampleLake lake = SampleLake.in(directory)) {
            for (int hour = 0; hour < HOURS.size(); hour++) {
                for (int post = 0; post <= hour; post++) {
                    Instant time = Instant.parse(HOURS.get(hour)).plusSeconds(post);
                    lake.add(SamplePost.of("did:plc:a", "3k" + hour + post, "text", time));
                }
            }
            lake.flush(1);
        }
    }

    @Test
    void i7DuckDb() throws IOException, SQLException {
        List<List<Integer>> found = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(snippet("-- DuckDB"))) {
            while (rows.next()) {
                found.add(List.of(rows.getInt(1), rows.getInt(2), rows.getInt(3), rows.getInt(4), rows.getInt(5)));
            }
        }
        assertThat(found).isEqualTo(EXPECTED);
    }

    @Test
    void i7Polars() throws IOException {
        assumePython("polars");
        assertThat(python(snippet("# Polars") + "\nfor row in posts.rows(): print(*row)")).isEqualTo(EXPECTED);
    }

    @Test
    void i7Pandas() throws IOException {
        assumePython("pandas", "pyarrow");
        assertThat(python(snippet("# pandas") + "\nfor row in posts.values.tolist(): print(*row)"))
                .isEqualTo(EXPECTED);
    }

    /** Spark starts once, for it takes its time: it also says what is in every table, which must be what DuckDB says. */
    @Test
    void i7Spark() throws IOException, SQLException {
        Path program = ProjectPaths.find().module("acceptance").resolve("src/test/spark");
        EveryTable tables = new EveryTable(directory.resolve("tables"));
        Path documented = Files.writeString(directory.resolve("question.sql"), snippet("-- Spark"));
        Path all = Files.writeString(directory.resolve("tables.sql"), tables.sparkSql());
        try (ChildProcess spark = ChildProcess.command(
                        ProjectPaths.java().toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        libraries(program.resolve("pom.xml")),
                        program.resolve("Question.java").toString(),
                        documented.toString(),
                        all.toString())
                .directory(directory)
                .start()) {
            assertThat(spark.waitFor(PATIENCE)).as(spark.stderr()).isZero();
        }
        assertThat(rows(Files.readAllLines(directory.resolve("question.sql.rows")))).isEqualTo(EXPECTED);
        assertThat(tables.tables()).containsExactlyInAnyOrder(Table.values());
        assertThat(EveryTable.spark(Files.readAllLines(directory.resolve("tables.sql.rows"))))
                .isNotEmpty()
                .isEqualTo(tables.duckDb());
    }

    /** What Maven finds, or loads, by a pom of its own. */
    private String libraries(Path pom) throws IOException {
        Path list = directory.resolve("libraries");
        try (ChildProcess maven = ChildProcess.command(
                        "mvn", "-q", "-f", pom.toString(), DEPENDENCIES + ":build-classpath", "-Dmdep.outputFile=" + list)
                .environment("JAVA_HOME", System.getProperty("java.home"))
                .start()) {
            assumeTrue(maven.waitFor(PATIENCE) == 0, "Maven cannot get Spark");
        } catch (IllegalStateException e) {
            assumeTrue(false, "no Maven to get Spark with: " + e.getMessage());
        }
        return Files.readString(list).strip();
    }

    private List<List<Integer>> python(String program) throws IOException {
        Path script = Files.writeString(directory.resolve("question.py"), program);
        return numbers(ChildProcess.command(interpreter(), script.toString()));
    }

    private static List<List<Integer>> numbers(ChildProcess.Builder command) {
        try (ChildProcess process = command.start()) {
            assertThat(process.waitFor(PATIENCE)).as(process.stderr()).isZero();
            return rows(process.stdout());
        }
    }

    private static List<List<Integer>> rows(List<String> lines) {
        return lines.stream()
                .filter(line -> line.matches("[0-9\\s]+"))
                .map(line -> Arrays.stream(line.strip().split("\\s+")).map(Integer::valueOf).toList())
                .toList();
    }

    private static void assumePython(String... modules) {
        try (ChildProcess process = ChildProcess.command(interpreter(), "-c", "import " + String.join(", ", modules))
                .start()) {
            assumeTrue(process.waitFor(PATIENCE) == 0, () -> interpreter() + " has no " + String.join(", ", modules));
        } catch (IllegalStateException e) {
            assumeTrue(false, "no " + interpreter());
        }
    }

    private static String interpreter() {
        return System.getenv().getOrDefault("TEST_PYTHON", "python3");
    }

    /** The block of code that begins with these words, its bucket being this test's directory. */
    private String snippet(String beginning) throws IOException {
        String page = Files.readString(ProjectPaths.find().root().resolve("docs/formats.md"));
        Matcher block = Pattern.compile("```\\w+\\n(" + Pattern.quote(beginning) + ".*?)```", Pattern.DOTALL).matcher(page);
        assertThat(block.find()).as("a block that begins with " + beginning).isTrue();
        return block.group(1).replaceAll("s3a?://bucket/", Matcher.quoteReplacement(directory + "/"));
    }
}
