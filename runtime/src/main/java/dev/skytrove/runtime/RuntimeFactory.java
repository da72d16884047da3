package dev.skytrove.runtime;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Secondary;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The beans that every process may inject. */
@Factory
final class RuntimeFactory {
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    /** For contexts that no runner started, such as those of tests. */
    @Singleton
    @Secondary
    ProcessEnvironment environment() {
        return new ProcessEnvironment(System.getenv());
    }
}
