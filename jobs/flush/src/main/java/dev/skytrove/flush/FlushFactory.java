package dev.skytrove.flush;

import dev.skytrove.buffer.Buffer;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** The beans that are no classes of the flush. */
@Factory
final class FlushFactory {
    @Singleton
    @Bean(preDestroy = "close")
    Buffer buffer(FlushConfig config) {
        return config.redisAddress().open(config.flush().redisTimeout());
    }
}
