package dev.skytrove.jobs;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * The settings that every job reads.
 *
 * @param storage where the lake is: {@code SKYTROVE_STORAGE}
 * @param crashAt for tests: the {@link dev.skytrove.lake.CrashPoint} to die at; empty to live: {@code SKYTROVE_CRASH_AT}
 */
@ConfigurationProperties("skytrove")
public record JobConfig(String storage, @Bindable(defaultValue = "") String crashAt) {}
