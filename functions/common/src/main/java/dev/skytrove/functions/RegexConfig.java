package dev.skytrove.functions;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * {@code SKYTROVE_REGEX_…}.
 *
 * @param range how long a range may be in which a regular expression is searched; zero allows none
 */
@ConfigurationProperties("skytrove.regex")
record RegexConfig(@Bindable(defaultValue = "7d") Duration range) {}
