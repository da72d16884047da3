package dev.skytrove.runtime;

import io.micronaut.core.convert.MutableConversionService;
import io.micronaut.core.convert.TypeConverterRegistrar;

/**
 * Reads settings of our own types. A service, not a bean: Micronaut converts the default of a {@code @Bindable} without
 * asking the beans.
 */
public final class RuntimeConverters implements TypeConverterRegistrar {
    @Override
    public void register(MutableConversionService conversions) {
        conversions.addConverter(CharSequence.class, Secret.class, text -> new Secret(text.toString()));
    }
}
