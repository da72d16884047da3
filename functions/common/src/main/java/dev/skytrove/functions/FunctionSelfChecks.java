package dev.skytrove.functions;

import dev.skytrove.lake.storage.S3Check;
import dev.skytrove.lake.text.FoldingCheck;
import dev.skytrove.query.duckdb.DuckDbCheck;
import dev.skytrove.runtime.ProcessEnvironment;
import dev.skytrove.runtime.SelfCheck;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** The checks of the libraries that every function uses. */
@Factory
final class FunctionSelfChecks {
    @Singleton
    SelfCheck duckdb() {
        return new SelfCheck("duckdb", DuckDbCheck::query);
    }

    @Singleton
    SelfCheck parquet() {
        return new SelfCheck("parquet", DuckDbCheck::parquet);
    }

    @Singleton
    SelfCheck unicode() {
        return new SelfCheck("unicode", FoldingCheck::fold);
    }

    @Singleton
    SelfCheck s3(ProcessEnvironment environment) {
        return new SelfCheck("s3", () -> S3Check.ask(environment.variables()));
    }
}
