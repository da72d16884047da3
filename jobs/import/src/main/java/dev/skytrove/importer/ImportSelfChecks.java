package dev.skytrove.importer;

import dev.skytrove.lake.parquet.ParquetCheck;
import dev.skytrove.lake.text.FoldingCheck;
import dev.skytrove.query.duckdb.DuckDbCheck;
import dev.skytrove.runtime.SelfCheck;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** The checks of the libraries that an import uses. */
@Factory
final class ImportSelfChecks {
    @Singleton
    SelfCheck duckdb() {
        return new SelfCheck("duckdb", DuckDbCheck::query);
    }

    @Singleton
    SelfCheck duckdbParquet() {
        return new SelfCheck("duckdb-parquet", DuckDbCheck::parquet);
    }

    @Singleton
    SelfCheck parquet() {
        return new SelfCheck("parquet", ParquetCheck::parquet);
    }

    @Singleton
    SelfCheck zstd() {
        return new SelfCheck("zstd", ParquetCheck::zstd);
    }

    @Singleton
    SelfCheck unicode() {
        return new SelfCheck("unicode", FoldingCheck::fold);
    }
}
