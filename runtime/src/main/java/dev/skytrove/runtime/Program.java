package dev.skytrove.runtime;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * What a process is called and what it is for.
 *
 * @param name the name of its jar and of its binary, for example {@code flush}
 * @param purpose one sentence for {@code --help}
 * @param commands what else it does
 * @param arguments what its work takes: its job injects the {@link ParseResult}
 */
public record Program(String name, String purpose, List<Command> commands, Optional<CommandSpec> arguments) {
    public Program {
        commands = List.copyOf(commands);
    }

    /** A program whose work takes no arguments. */
    public Program(String name, String purpose, List<Command> commands) {
        this(name, purpose, commands, Optional.empty());
    }

    /** A program that does nothing else. */
    public Program(String name, String purpose) {
        this(name, purpose, List.of());
    }

    /**
     * What a {@link Subcommand} is called and what it is for.
     *
     * @param name its name
     * @param arguments what may follow; made only when it is asked for
     * @param purpose one sentence
     */
    public record Command(String name, Supplier<CommandSpec> arguments, String purpose) {}

    private static final String EXIT_CODES =
            """

            Exit codes: 0 done, 1 failed, 2 wrong arguments or settings, 75 another run holds the lease;
            143 or 130: SIGTERM or SIGINT ended a job before it was done
            """;

    /** What {@code --help} prints: the purpose, the arguments, and every setting that this process reads. */
    public String usage() {
        StringBuilder usage = new StringBuilder(purpose)
                .append("\n\nUsage: ")
                .append(name)
                .append(" [--help | --version | --selfcheck]\n");
        arguments.ifPresent(own ->
                usage.append("       ").append(name).append(' ').append(Arguments.synopsis(own)).append('\n'));
        for (Command command : commands) {
            usage.append("       ").append(name).append(' ').append(command.name()).append(' ');
            usage.append(Arguments.synopsis(command.arguments().get())).append("\n         ").append(command.purpose()).append('\n');
        }
        usage.append("\nSettings (environment variables):\n");
        Map<String, String> defaults = SettingDefaults.ofThisProcess();
        KnownSetting.readBy(name).forEach(setting -> usage.append(line(setting, setting.defaultValue(defaults))));
        return usage.append(EXIT_CODES).toString();
    }

    private static String line(KnownSetting setting, String defaultValue) {
        String form = setting.form().description();
        return String.format(
                Locale.ROOT,
                "  %-30s %s%s%s\n",
                setting,
                setting.meaning(),
                form.isEmpty() ? "" : ": " + form,
                defaultValue.isEmpty() ? "" : " [" + defaultValue + "]");
    }
}
