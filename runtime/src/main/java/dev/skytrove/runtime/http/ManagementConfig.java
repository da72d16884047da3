package dev.skytrove.runtime.http;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * Where a function's management port is.
 *
 * @param port its number; 0 for any port that is free
 */
@ConfigurationProperties("skytrove.management")
record ManagementConfig(@Bindable(defaultValue = "0") int port) {}
