package dev.skytrove.compact;

import dev.skytrove.lake.index.IndexCheck;
import dev.skytrove.lake.parquet.ParquetCheck;
import dev.skytrove.query.duckdb.DuckDbCheck;
import dev.skytrove.runtime.SelfCheck;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** The checks of the libraries that a compaction uses. */
@Factory
final class CompactSelfChecks {
    @Singleton
    SelfCheck duckdb() {
        return new SelfCheck("duckdb", DuckDbCheck::query);
    }

    @Singleton
    SelfCheck duckdbParquet() {
        return new SelfCheck("duckdb-parquet", DuckDbCheck::parquet);
    }

    @Singleton
    SelfCheck index() {
        return new SelfCheck("index", IndexCheck::index);
    }

    @Singleton
    SelfCheck parquet() {
        return new SelfCheck("parquet", ParquetCheck::parquet);
    }

    @Singleton
    SelfCheck zstd() {
        return new SelfCheck("zstd", ParquetCheck::zstd);
    }
}
