package dev.skytrove.jobs;

import dev.skytrove.lake.CrashInjector;
import dev.skytrove.lake.CrashPoint;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import dev.skytrove.lake.storage.S3Check;
import dev.skytrove.runtime.ProcessEnvironment;
import dev.skytrove.runtime.SelfCheck;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.util.List;

/** The beans that every job may inject. */
@Factory
final class JobFactory {
    private static final int KILLED = 137;

    @Singleton
    @Bean(preDestroy = "close")
    ObjectStore storage(JobConfig config, ProcessEnvironment environment) {
        ObjectStores.check(config.storage(), environment.variables());
        return ObjectStores.open(config.storage(), environment.variables());
    }

    @Singleton
    CrashInjector crashes(JobConfig config, List<CrashPoints> declared) {
        if (config.crashAt().isEmpty()) {
            return CrashInjector.NONE;
        }
        CrashPoint deadly = declared.stream()
                .flatMap(points -> points.all().stream())
                .filter(point -> point.name().equals(config.crashAt()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "SKYTROVE_CRASH_AT names no crash point of this job: " + config.crashAt()));
        return reached -> {
            if (reached == deadly) {
                // As by kill -9: nothing of ours runs any more.
                Runtime.getRuntime().halt(KILLED);
            }
        };
    }

    @Singleton
    SelfCheck s3(ProcessEnvironment environment) {
        return new SelfCheck("s3", () -> S3Check.ask(environment.variables()));
    }
}
