package dev.skytrove.functions;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * {@code SKYTROVE_HANDLES_…}.
 *
 * @param resolve whether handles that the lake does not know are asked for in the network
 */
@ConfigurationProperties("skytrove.handles")
record HandleConfig(@Bindable(defaultValue = "true") boolean resolve) {}
