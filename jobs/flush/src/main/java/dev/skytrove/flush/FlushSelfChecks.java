package dev.skytrove.flush;

import dev.skytrove.buffer.address.BufferAddress;
import dev.skytrove.lake.parquet.ParquetCheck;
import dev.skytrove.lake.text.FoldingCheck;
import dev.skytrove.runtime.ProcessEnvironment;
import dev.skytrove.runtime.SelfCheck;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** The checks of the libraries that a flush uses. */
@Factory
final class FlushSelfChecks {
    @Singleton
    SelfCheck redis(ProcessEnvironment environment) {
        String uri = environment.variables().getOrDefault("SKYTROVE_REDIS", "");
        return new SelfCheck(
                "redis",
                () -> uri.isEmpty() ? "not tried: SKYTROVE_REDIS is not set" : BufferAddress.parse(uri).check());
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
