package dev.skytrove.query.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.skytrove.lake.DataSize;
import dev.skytrove.query.duckdb.QueryStoppedException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TestDuckDb {
    /** Busy for hours. */
    private static final String ENDLESS =
            "SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE hash(a.range + b.range) = 1";

    @TempDir
    private Path directory;

    private Path readable;
    private DuckDb duckDb;

    @BeforeEach
    void open() throws IOException {
        readable = Files.createDirectory(directory.resolve("it's [readable]"));
        duckDb = DuckDb.open(settings());
    }

    @AfterEach
    void close() {
        duckDb.close();
    }

    /** As after an error of its own, when it refuses everything. */
    @Test
    void instanceThatFailedByItselfIsReplaced() {
        try (Session hit = duckDb.session(Duration.ofSeconds(30))) {
            RuntimeException failure = hit.failure(new SQLException("INTERNAL Error: something is wrong in here"));

            assertThat(failure)
                    .isInstanceOfSatisfying(QueryStoppedException.class, stopped ->
                            assertThat(stopped.reason()).isEqualTo(Reason.BROKEN));
            try (Session next = duckDb.session(Duration.ofSeconds(30))) {
                assertThat(next.list("SELECT 7", row -> row.getInt(1))).containsExactly(7);
            }
        }
        try (Session last = duckDb.session(Duration.ofSeconds(30))) {
            assertThat(last.list("SELECT 8", row -> row.getInt(1))).containsExactly(8);
        }
    }

    /** As where there was no memory for another one at that moment. */
    @Test
    void instanceThatCouldNotBeOpenedIsOpenedForTheNext() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        DuckDbSettings others = new DuckDbSettings(
                DataSize.ofMebibytes(64), 2, directory.resolve("others"), DataSize.ofMebibytes(16), List.of(readable));
        try (DuckDb failing = DuckDb.open(others, () -> {
            if (attempts.incrementAndGet() == 1) {
                throw new SQLException("of the test");
            }
            return DuckDb.connect(new Properties());
        })) {
            assertThatExceptionOfType(QueryFailedException.class).isThrownBy(failing::awaitOpen);

            try (Session next = failing.session(Duration.ofSeconds(30))) {
                assertThat(next.list("SELECT 7", row -> row.getInt(1))).containsExactly(7);
            }
        }
    }

    @Test
    void endOfASessionsTimeIsTriedAgainWhereItFails() throws Exception {
        CountDownLatch turns = new CountDownLatch(2);
        try (Session session = duckDb.session(Duration.ofSeconds(30))) {
            session.limit(Duration.ZERO, () -> {
                turns.countDown();
                throw new IllegalStateException("of the test");
            });

            assertThat(turns.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void parametersComeBackAsTheyAre() {
        try (Session session = duckDb.session(Duration.ofSeconds(30))) {
            List<List<Object>> rows = session.list(
                    "SELECT ?, ?, epoch_us(?), len(?)",
                    row -> List.of(row.getString(1), row.getInt(2), row.getLong(3), row.getInt(4)),
                    "a\0'?😀", 7, Instant.EPOCH.plusNanos(1_000), List.of("x", "y"));

            assertThat(rows).containsExactly(List.of("a\0'?😀", 7, 1L, 2));
        }
    }

    @Test
    void temporaryTablesBelongToTheirSession() {
        try (Session one = duckDb.session(Duration.ofSeconds(30));
                Session other = duckDb.session(Duration.ofSeconds(30))) {
            one.update("CREATE TEMP TABLE t AS SELECT 1");
            assertThatExceptionOfType(QueryFailedException.class).isThrownBy(() -> other.update("DELETE FROM t"));
            assertThat(one.update("DELETE FROM t")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM read_text('/etc/hostname')",
                "SELECT * FROM read_csv('%s/outside.csv')",
                "SELECT * FROM read_text('%s/it''s [[]readable]/../outside.csv')",
                "COPY (SELECT 1) TO '%s/written.csv'",
                "ATTACH '%s/written.db'",
                "SELECT * FROM read_parquet('https://127.0.0.1:9/x.parquet')",
                "INSTALL httpfs",
                "LOAD httpfs",
                "SET enable_external_access = true",
                "SET allowed_directories = ['/']",
                "SET memory_limit = '1TB'",
                "RESET ALL"
            })
    void i6NothingElseOfTheMachineIsWithinReach(String sql) throws IOException {
        Files.writeString(directory.resolve("outside.csv"), "a\n1\n");
        try (Session session = duckDb.session(Duration.ofSeconds(30))) {
            assertThatExceptionOfType(QueryFailedException.class)
                    .isThrownBy(() -> session.update(sql.formatted(directory)));
        }
        assertThat(directory.resolve("written.csv")).doesNotExist();
    }

    @Test
    void queriesAreStoppedAtTheirLimit() {
        try (Session session = duckDb.session(Duration.ofMillis(300))) {
            QueryStoppedException stopped = stopped(session, ENDLESS);
            assertThat(stopped.reason()).isEqualTo(Reason.TIMEOUT);
            assertThat(stopped(session, "SELECT 1").reason()).isEqualTo(Reason.TIMEOUT);
        }
    }

    @Test
    void queriesCanBeCancelledFromOtherThreads() throws Exception {
        try (Session session = duckDb.session(Duration.ofSeconds(30));
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            CountDownLatch begun = new CountDownLatch(1);
            Future<QueryStoppedException> query = threads.submit(() -> {
                begun.countDown();
                return stopped(session, ENDLESS);
            });
            begun.await();
            // A stop that comes before the statement runs may be forgotten by DuckDB; one of many is not.
            while (!query.isDone()) {
                session.stop(Reason.CANCELLED);
            }
            assertThat(query.get().reason()).isEqualTo(Reason.CANCELLED);
        }
    }

    @Test
    void i5WhatNeedsMoreThanThereIsFails() {
        try (Session session = duckDb.session(Duration.ofSeconds(30))) {
            String large = "CREATE TEMP TABLE t AS SELECT md5(range::VARCHAR) || uuid() AS x FROM range(9000000)";
            QueryStoppedException stopped =
                    catchThrowableOfType(QueryStoppedException.class, () -> session.update(large));
            assertThat(stopped.reason()).isEqualTo(Reason.OUT_OF_MEMORY);
        }
        try (Session session = duckDb.session(Duration.ofSeconds(30))) {
            String large = "SELECT len(list(md5(range::VARCHAR))) FROM range(4000000)";
            assertThat(stopped(session, large).reason()).isEqualTo(Reason.OUT_OF_MEMORY);
        }
        try (Session session = duckDb.session(Duration.ofSeconds(30))) {
            assertThat(session.list("SELECT 1", row -> row.getInt(1))).containsExactly(1);
        }
    }

    @Test
    void scratchDirectoryGoesWithTheInstanceAndAbandonedOnesWithTheNext() throws IOException {
        Path abandoned = Files.createDirectories(directory.resolve("cache/scratch-abandoned/deep")).getParent();
        Files.setPosixFilePermissions(abandoned, PosixFilePermissions.fromString("rwx------"));
        Files.createFile(abandoned.resolve("lock"));
        Files.createFile(abandoned.resolve("deep/file"));
        try (DuckDb second = DuckDb.open(settings())) {
            assertThat(abandoned).doesNotExist();
            assertThat(scratchDirectories()).hasSize(2);
            try (Session session = second.session(Duration.ofSeconds(30))) {
                assertThat(session.list("SELECT 1", row -> row.getInt(1))).containsExactly(1);
            }
        }
        assertThat(scratchDirectories()).hasSize(1);
    }

    private List<Path> scratchDirectories() throws IOException {
        try (Stream<Path> paths = Files.list(directory.resolve("cache"))) {
            return paths.toList();
        }
    }

    private static QueryStoppedException stopped(Session session, String sql) {
        QueryStoppedException stopped = catchThrowableOfType(
                QueryStoppedException.class, () -> session.list(sql, row -> row.getObject(1)));
        assertThat(stopped).isNotNull();
        return stopped;
    }

    /** DuckDB would start them, and the machine stand still. */
    @Test
    void i5ThreadsAreBounded() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new DuckDbSettings(
                        DataSize.ofMebibytes(64), 1_000_000, directory, DataSize.ofMebibytes(16), List.of(readable)))
                .withMessageContaining("SKYTROVE_DUCKDB_THREADS");
    }

    private DuckDbSettings settings() {
        return new DuckDbSettings(
                DataSize.ofMebibytes(64), 2, directory.resolve("cache"), DataSize.ofMebibytes(16), List.of(readable));
    }
}
