package dev.skytrove.ingestor.config;

import dev.skytrove.lake.DataSize;
import io.micronaut.core.convert.MutableConversionService;
import io.micronaut.core.convert.TypeConverterRegistrar;

/**
 * Reads sizes in settings. A service, not a bean: Micronaut converts the default of a {@code @Bindable} without asking
 * the beans.
 */
public final class IngestorConverters implements TypeConverterRegistrar {
    @Override
    public void register(MutableConversionService conversions) {
        conversions.addConverter(CharSequence.class, DataSize.class, text -> DataSize.parse(text.toString()));
    }
}
