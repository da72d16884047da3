package dev.skytrove.runtime;

import io.micronaut.context.env.PropertySource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * The properties that a process is built with: the {@code application.properties} of its module. Read here and not by
 * Micronaut, which would look for files of more names, in a native binary for a millisecond each, and would take
 * properties from the system as well.
 */
final class ApplicationProperties {
    private static final String RESOURCE = "/application.properties";

    /** Settings come behind it, so they count where both have a value. */
    private static final int BEFORE_SETTINGS = -100;

    private ApplicationProperties() {}

    /** @throws IllegalStateException if the process was built without them */
    static PropertySource load() {
        return PropertySource.of("application", new LinkedHashMap<>(read()), BEFORE_SETTINGS);
    }

    /** What they say, by name. */
    static Map<String, String> read() {
        Properties properties = new Properties();
        try (InputStream resource = ApplicationProperties.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException(RESOURCE + " is missing");
            }
            properties.load(resource);
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }
}
