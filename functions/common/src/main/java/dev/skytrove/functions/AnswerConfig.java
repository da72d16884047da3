package dev.skytrove.functions;

import dev.skytrove.lake.DataSize;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * {@code SKYTROVE_ANSWERS_…}.
 *
 * @param cacheSize how much answers over closed hours may take in memory; 0 keeps none
 */
@ConfigurationProperties("skytrove.answers")
record AnswerConfig(@Bindable(defaultValue = "8MiB") DataSize cacheSize) {}
