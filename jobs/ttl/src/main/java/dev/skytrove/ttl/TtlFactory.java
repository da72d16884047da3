package dev.skytrove.ttl;

import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import dev.skytrove.lake.storage.S3Check;
import dev.skytrove.runtime.ProcessEnvironment;
import dev.skytrove.runtime.SelfCheck;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** The beans that are no classes of the job. */
@Factory
final class TtlFactory {
    @Singleton
    @Bean(preDestroy = "close")
    ObjectStore storage(TtlConfig config, ProcessEnvironment environment) {
        return ObjectStores.open(config.storage(), environment.variables());
    }

    @Singleton
    SelfCheck s3(ProcessEnvironment environment) {
        return new SelfCheck("s3", () -> S3Check.ask(environment.variables()));
    }
}
