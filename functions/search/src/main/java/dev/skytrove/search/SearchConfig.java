package dev.skytrove.search;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * {@code SKYTROVE_SEARCH_…}.
 *
 * @param maxLimit the largest limit that a request may name, at least {@value SearchController#DEFAULT_LIMIT}
 * @param aggregation whether {@code /aggregate} is answered
 */
@ConfigurationProperties("skytrove.search")
record SearchConfig(
        @Bindable(defaultValue = "1000") int maxLimit, @Bindable(defaultValue = "true") boolean aggregation) {
    /** @throws IllegalArgumentException if the limit is below the default one */
    SearchConfig {
        if (maxLimit < SearchController.DEFAULT_LIMIT) {
            throw new IllegalArgumentException(
                    "SKYTROVE_SEARCH_MAX_LIMIT is below the default limit, " + SearchController.DEFAULT_LIMIT);
        }
    }
}
