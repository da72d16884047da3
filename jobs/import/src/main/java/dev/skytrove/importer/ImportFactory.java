package dev.skytrove.importer;

import dev.skytrove.jobs.CrashPoints;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** The beans that are no classes of the job. */
@Factory
final class ImportFactory {
    @Singleton
    CrashPoints crashPoints() {
        return CrashPoints.of(ImportCrashPoint.values());
    }
}
