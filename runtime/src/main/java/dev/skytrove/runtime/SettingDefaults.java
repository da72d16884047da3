package dev.skytrove.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What holds for settings that are not set, told by those who read them, so that nothing has to tell it again: the records
 * that settings are read into; {@link #RESOURCE}, by which a library tells those of variables that it reads itself; and the
 * {@code application.properties} of a process, which may tell others for it.
 */
public final class SettingDefaults {
    /** By the names of variables. */
    public static final String RESOURCE = "META-INF/skytrove/defaults.properties";

    private static final String OURS = "skytrove.";

    /** Such as <code>${port:8080}</code>: a property, and what holds where it has no value. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([a-z.-]+):([^}]*)}");

    private SettingDefaults() {}

    /** Those of this process, by the names of environment variables. */
    static Map<String, String> ofThisProcess() {
        Map<String, String> defaults = new HashMap<>(RecordDefaults.read());
        defaults.putAll(ofLibraries());
        defaults.putAll(of(ApplicationProperties.read()));
        return defaults;
    }

    private static Map<String, String> ofLibraries() {
        Properties defaults = new Properties();
        try {
            for (URL resource : Collections.list(SettingDefaults.class.getClassLoader().getResources(RESOURCE))) {
                try (InputStream in = resource.openStream()) {
                    defaults.load(in);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> byName = new HashMap<>();
        defaults.stringPropertyNames().forEach(name -> byName.put(name, defaults.getProperty(name)));
        return byName;
    }

    /**
     * What the properties of a process tell, by the names of environment variables.
     *
     * @param application the process' {@code application.properties}
     */
    public static Map<String, String> of(Map<String, String> application) {
        Map<String, String> defaults = new HashMap<>();
        application.forEach((name, value) -> {
            Matcher placeholder = PLACEHOLDER.matcher(value);
            if (placeholder.matches()) {
                defaults.put(variable(placeholder.group(1)), placeholder.group(2));
            }
            if (name.startsWith(OURS)) {
                defaults.put(variable(name), placeholder.matches() ? variable(placeholder.group(1)) : value);
            }
        });
        return defaults;
    }

    /** The environment variable of a property. */
    static String variable(String property) {
        return property.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
    }
}
