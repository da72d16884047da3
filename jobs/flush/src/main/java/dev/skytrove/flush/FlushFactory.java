package dev.skytrove.flush;

import dev.skytrove.buffer.Buffer;
import dev.skytrove.jobs.CrashPoints;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** The beans that are no classes of the flush. */
@Factory
final class FlushFactory {
    @Singleton
    CrashPoints crashPoints() {
        return CrashPoints.of(FlushCrashPoint.values());
    }

    @Singleton
    @Bean(preDestroy = "close")
    Buffer buffer(FlushConfig config) {
        return config.bufferAddress().open(config.flush().redisTimeout());
    }
}
