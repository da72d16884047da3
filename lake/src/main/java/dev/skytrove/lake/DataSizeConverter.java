package dev.skytrove.lake;

import io.micronaut.core.convert.MutableConversionService;
import io.micronaut.core.convert.TypeConverterRegistrar;

/**
 * Reads sizes in the settings of every process. A service, not a bean: Micronaut converts the default of a {@code
 * @Bindable} without asking the beans.
 */
public final class DataSizeConverter implements TypeConverterRegistrar {
    @Override
    public void register(MutableConversionService conversions) {
        conversions.addConverter(CharSequence.class, DataSize.class, text -> DataSize.parse(text.toString()));
    }
}
