package dev.skytrove.runtime;

import java.util.List;
import java.util.Locale;

/**
 * What a process is called and what it is for.
 *
 * @param name the name of its jar and of its binary, for example {@code flush}
 * @param purpose one sentence for {@code --help}
 * @param commands what else it does
 * @param operands what its arguments are, for example {@code FILE…}: its job injects {@link Operands}; empty if it takes none
 */
public record Program(String name, String purpose, List<Command> commands, String operands) {
    public Program {
        commands = List.copyOf(commands);
    }

    /** A program that takes no operands. */
    public Program(String name, String purpose, List<Command> commands) {
        this(name, purpose, commands, "");
    }

    /** A program that does nothing else. */
    public Program(String name, String purpose) {
        this(name, purpose, List.of());
    }

    /**
     * What a {@link Subcommand} is called and what it is for.
     *
     * @param name its name
     * @param arguments what may follow, for example {@code TABLE [--count N]}
     * @param purpose one sentence
     */
    public record Command(String name, String arguments, String purpose) {}

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
        if (!operands.isEmpty()) {
            usage.append("       ").append(name).append(' ').append(operands).append('\n');
        }
        for (Command command : commands) {
            usage.append("       ").append(name).append(' ').append(command.name()).append(' ');
            usage.append(command.arguments()).append("\n         ").append(command.purpose()).append('\n');
        }
        usage.append("\nSettings (environment variables):\n");
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
