package dev.skytrove.search;

import dev.skytrove.lake.DataSize;
import dev.skytrove.query.duckdb.DuckDb;
import dev.skytrove.query.duckdb.DuckDbSettings;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.runtime.ProcessEnvironment;
import dev.skytrove.runtime.Program;
import dev.skytrove.runtime.Service;
import dev.skytrove.runtime.ServiceRunner;
import dev.skytrove.runtime.StopSignal;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A function in which an error is thrown where a query's time is over, as a process of its own. */
@Singleton
final class FailingQuery implements Service {
    private final Path scratch;

    FailingQuery(ProcessEnvironment environment) {
        this.scratch = Path.of(environment.variables().get("SKYTROVE_CACHE_DIR"));
    }

    public static void main(String[] args) {
        System.exit(ServiceRunner.run(new Program("search", "Tests how a function fails."), args, FailingQuery.class));
    }

    @Override
    public Object run(StopSignal stop) throws InterruptedException {
        DuckDbSettings settings =
                new DuckDbSettings(DataSize.ofMebibytes(64), 1, scratch, DataSize.ofMebibytes(16), List.of());
        try (DuckDb duckDb = DuckDb.open(settings);
                Session session = duckDb.session(Duration.ofMinutes(1))) {
            session.limit(Duration.ZERO, () -> {
                throw new StackOverflowError("of the test");
            });
            stop.await();
        }
        throw new IllegalStateException("nobody stops it");
    }
}
