package dev.skytrove.acceptance;

import dev.skytrove.runtime.KnownSetting;
import dev.skytrove.runtime.SettingDefaults;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The defaults of every setting, read where each is told: of all processes, and what some say otherwise.
 *
 * @param ofAll by records and libraries; by the names of variables
 * @param ofProcesses by {@code application.properties}; by the names of processes, then of variables
 */
record ToldDefaults(Map<String, String> ofAll, Map<String, Map<String, String>> ofProcesses) {
    static ToldDefaults read() throws IOException {
        Map<String, String> ofAll = new TreeMap<>(BoundDefaults.read());
        Map<String, Map<String, String>> ofProcesses = new TreeMap<>();
        for (ModuleTable.Module module : ModuleTable.read()) {
            ofAll.putAll(properties(module.classes().resolve(SettingDefaults.RESOURCE)));
            Map<String, String> application = properties(module.classes().resolve("application.properties"));
            Optional.ofNullable(application.get("micronaut.application.name"))
                    .ifPresent(process -> ofProcesses.put(process, SettingDefaults.of(application)));
        }
        return new ToldDefaults(ofAll, ofProcesses);
    }

    private static Map<String, String> properties(Path file) throws IOException {
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                properties.load(in);
            }
        }
        return properties.stringPropertyNames().stream().collect(Collectors.toMap(name -> name, properties::getProperty));
    }

    /** The default of each process that reads a setting; where all have the same, only that. */
    String of(KnownSetting setting) {
        Map<String, List<String>> readers = new LinkedHashMap<>();
        setting.readers().forEach(reader ->
                readers.merge(of(setting, reader), List.of(reader), ToldDefaults::joined));
        if (readers.size() == 1) {
            return readers.keySet().iterator().next();
        }
        return readers.entrySet().stream()
                .map(entry -> "%s (%s)".formatted(entry.getKey(), String.join(", ", entry.getValue())))
                .collect(Collectors.joining(", "));
    }

    private String of(KnownSetting setting, String reader) {
        Map<String, String> own = ofProcesses.getOrDefault(reader, Map.of());
        return setting.defaultValue(own.containsKey(setting.name()) ? own : ofAll);
    }

    private static List<String> joined(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    /** Whether any process has a value for it where it is not set. */
    boolean has(KnownSetting setting) {
        return !ofAll.getOrDefault(setting.name(), "").isEmpty()
                || ofProcesses.values().stream().anyMatch(own -> own.containsKey(setting.name()));
    }
}
