package dev.skytrove.runtime.http;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;

/**
 * Who may ask, how often, and what is written down of it: {@code SKYTROVE_HTTP_ACCESS_…}.
 *
 * @param keys names and hashes of API keys, as {@link ApiKeys} reads them; without any nobody needs one
 * @param rate how many requests a minute an address or a key may make; zero for any number
 * @param log whether each request is a line of the log
 */
@ConfigurationProperties("skytrove.http.access")
record AccessConfig(
        @Bindable(defaultValue = "") List<String> keys,
        @Bindable(defaultValue = "0") int rate,
        @Bindable(defaultValue = "false") boolean log) {
    /** @throws IllegalArgumentException if the rate is negative */
    AccessConfig {
        if (rate < 0) {
            throw new IllegalArgumentException("SKYTROVE_HTTP_ACCESS_RATE is negative: " + rate);
        }
        keys = keys.stream().map(String::strip).filter(text -> !text.isEmpty()).toList();
    }
}
