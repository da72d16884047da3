package dev.skytrove.runtime;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The environment variables that a process was started with. A bean, so that what reads the standard {@code AWS_*}
 * variables can be given others in a test.
 *
 * @param variables all of them, known or not
 */
public record ProcessEnvironment(Map<String, String> variables) {
    private static final String PREFIX = "SKYTROVE_";

    /** Copies the map. */
    public ProcessEnvironment {
        variables = Map.copyOf(variables);
    }

    /** The same, with a value for a setting that has none. */
    ProcessEnvironment or(KnownSetting setting, String value) {
        if (settings().containsKey(setting)) {
            return this;
        }
        Map<String, String> more = new LinkedHashMap<>(variables);
        more.put(setting.name(), value);
        return new ProcessEnvironment(more);
    }

    /** The known settings among them that have a value, in the table's order; an empty value counts as none. */
    Map<KnownSetting, String> settings() {
        Map<KnownSetting, String> settings = new LinkedHashMap<>();
        for (KnownSetting setting : KnownSetting.values()) {
            String value = variables.getOrDefault(setting.name(), "");
            if (!value.isBlank()) {
                settings.put(setting, value);
            }
        }
        return settings;
    }

    /**
     * Refuses variables of ours that nothing reads, which are mistyped, and values of the wrong form: with either, the
     * process would quietly use a default.
     *
     * @throws UsageException naming the first such variable
     */
    void check() {
        variables.keySet().stream()
                .filter(name -> name.startsWith(PREFIX) && !isKnown(name))
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw new UsageException("no setting is named " + name + "; did you mean " + closestTo(name) + "?");
                });
        settings().forEach((setting, value) -> {
            if (!setting.form().accepts(value)) {
                String form = setting.form().description();
                throw new UsageException(setting + " is '" + shown(setting, value) + "', not " + form);
            }
        });
    }

    /** The settings as {@code NAME=value}, without secrets. */
    String redacted() {
        return settings().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + shown(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(" "));
    }

    private static String shown(KnownSetting setting, String value) {
        String redacted = SecretRedactor.redactUrl(value);
        // A password that somebody forgot the rest of.
        boolean mayBeSecret = setting == KnownSetting.SKYTROVE_REDIS
                && redacted.equals(value)
                && !SecretForms.isPlain(value.strip());
        return setting.isSecret() || mayBeSecret ? Secret.MASK : redacted;
    }

    private static Stream<String> knownNames() {
        return Stream.of(KnownSetting.values()).map(KnownSetting::name);
    }

    private static boolean isKnown(String name) {
        return knownNames().anyMatch(name::equals);
    }

    private static String closestTo(String name) {
        List<String> ours = knownNames().filter(known -> known.startsWith(PREFIX)).toList();
        return ours.stream().min(Comparator.comparingInt(known -> EditDistance.between(name, known))).orElseThrow();
    }
}
