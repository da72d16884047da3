package dev.skytrove.export;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * {@code SKYTROVE_EXPORT_…}.
 *
 * @param maxLimit the largest limit that a request may name, at least {@value ExportController#DEFAULT_LIMIT}
 */
@ConfigurationProperties("skytrove.export")
record ExportConfig(@Bindable(defaultValue = "1000000") int maxLimit) {
    /** @throws IllegalArgumentException if the limit is below the default one */
    ExportConfig {
        if (maxLimit < ExportController.DEFAULT_LIMIT) {
            throw new IllegalArgumentException(
                    "SKYTROVE_EXPORT_MAX_LIMIT is below the default limit, " + ExportController.DEFAULT_LIMIT);
        }
    }
}
