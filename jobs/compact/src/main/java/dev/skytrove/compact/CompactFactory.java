package dev.skytrove.compact;

import dev.skytrove.jobs.CrashPoints;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** The beans that are no classes of the job. */
@Factory
final class CompactFactory {
    @Singleton
    CrashPoints crashPoints() {
        return CrashPoints.of(CompactCrashPoint.values());
    }
}
