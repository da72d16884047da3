package dev.skytrove.flush;

import dev.skytrove.lake.CrashInjector;
import dev.skytrove.lake.CrashPoint;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import dev.skytrove.runtime.ProcessEnvironment;
import io.lettuce.core.RedisClient;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** The beans that are no classes of the flush. */
@Factory
final class FlushFactory {
    private static final int KILLED = 137;

    @Singleton
    @Bean(preDestroy = "close")
    ObjectStore storage(FlushConfig config, ProcessEnvironment environment) {
        return ObjectStores.open(config.storage(), environment.variables());
    }

    @Singleton
    @Bean(preDestroy = "close")
    RedisClient redis(FlushConfig config) {
        return RedisClient.create(config.redisAddress().uri());
    }

    @Singleton
    CrashInjector crashes(FlushConfig config) {
        if (config.crashAt().isEmpty()) {
            return CrashInjector.NONE;
        }
        CrashPoint deadly = CrashPoint.valueOf(config.crashAt());
        return reached -> {
            if (reached == deadly) {
                // As by kill -9: nothing of ours runs any more.
                Runtime.getRuntime().halt(KILLED);
            }
        };
    }
}
