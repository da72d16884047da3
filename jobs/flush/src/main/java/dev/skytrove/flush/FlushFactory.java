package dev.skytrove.flush;

import io.lettuce.core.RedisClient;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** The beans that are no classes of the flush. */
@Factory
final class FlushFactory {
    @Singleton
    @Bean(preDestroy = "close")
    RedisClient redis(FlushConfig config) {
        return RedisClient.create(config.redisAddress().uri());
    }
}
