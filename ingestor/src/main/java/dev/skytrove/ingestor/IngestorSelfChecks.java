package dev.skytrove.ingestor;

import dev.skytrove.buffer.address.BufferAddress;
import dev.skytrove.buffer.block.BlockCheck;
import dev.skytrove.lake.parquet.ParquetCheck;
import dev.skytrove.lake.storage.S3Check;
import dev.skytrove.runtime.ProcessEnvironment;
import dev.skytrove.runtime.SelfCheck;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** The checks of the libraries that the ingestor uses. */
@Factory
final class IngestorSelfChecks {
    @Singleton
    SelfCheck redis(ProcessEnvironment environment) {
        String uri = environment.variables().getOrDefault("SKYTROVE_REDIS", "");
        return new SelfCheck(
                "redis",
                () -> uri.isEmpty() ? "not tried: SKYTROVE_REDIS is not set" : BufferAddress.parse(uri).check());
    }

    @Singleton
    SelfCheck zstd() {
        return new SelfCheck("zstd", BlockCheck::roundTrip);
    }

    /** For the files of the lake, when the buffer has lost everything. */
    @Singleton
    SelfCheck parquet() {
        return new SelfCheck("parquet", ParquetCheck::parquet);
    }

    @Singleton
    SelfCheck s3(ProcessEnvironment environment) {
        return new SelfCheck("s3", () -> S3Check.ask(environment.variables()));
    }
}
