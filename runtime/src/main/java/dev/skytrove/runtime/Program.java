package dev.skytrove.runtime;

import java.util.Locale;

/**
 * What a process is called and what it is for.
 *
 * @param name the name of its jar and of its binary, for example {@code flush}
 * @param purpose one sentence for {@code --help}
 */
public record Program(String name, String purpose) {
    private static final String EXIT_CODES =
            "\nExit codes: 0 done, 1 failed, 2 wrong arguments or settings, 75 another run holds the lease\n";

    /** What {@code --help} prints: the purpose, the arguments, and every setting that this process reads. */
    public String usage() {
        StringBuilder usage = new StringBuilder(purpose)
                .append("\n\nUsage: ")
                .append(name)
                .append(" [--help | --version | --selfcheck]\n\nSettings (environment variables):\n");
        KnownSetting.readBy(name).forEach(setting -> usage.append(line(setting)));
        return usage.append(EXIT_CODES).toString();
    }

    private static String line(KnownSetting setting) {
        String form = setting.form().description();
        return String.format(
                Locale.ROOT,
                "  %-30s %s%s%s\n",
                setting,
                setting.meaning(),
                form.isEmpty() ? "" : ": " + form,
                setting.defaultValue().isEmpty() ? "" : " [" + setting.defaultValue() + "]");
    }
}
