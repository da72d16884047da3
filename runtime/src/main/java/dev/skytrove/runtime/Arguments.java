package dev.skytrove.runtime;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Options and operands, read by picocli as a {@link CommandSpec} describes them. It is written out, not read from
 * annotations, so that it needs no reflection. A process without arguments loads nothing of picocli.
 */
public final class Arguments {
    private Arguments() {}

    /** No options, no operands. */
    public static CommandSpec none() {
        return CommandSpec.create();
    }

    /** An option without a value. */
    public static OptionSpec flag(String name) {
        return OptionSpec.builder(name).type(boolean.class).build();
    }

    /**
     * An option with a value.
     *
     * @param label what help calls the value
     * @param type {@code String}, or what its text is turned into
     */
    public static OptionSpec option(String name, String label, Class<?> type) {
        return OptionSpec.builder(name).paramLabel(label).type(type).build();
    }

    /**
     * What stands in one place without a name.
     *
     * @param place which one, from 0
     * @param label what help calls it
     */
    public static PositionalParamSpec operand(int place, String label, boolean required) {
        return PositionalParamSpec.builder()
                .index(Integer.toString(place))
                .paramLabel(label)
                .arity(required ? "1" : "0..1")
                .required(required)
                .type(String.class)
                .build();
    }

    /**
     * All that stands without a name, at least one.
     *
     * @param label what help calls each
     */
    public static PositionalParamSpec operands(String label) {
        return PositionalParamSpec.builder()
                .paramLabel(label)
                .arity("1..*")
                .required(true)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .build();
    }

    /**
     * Reads arguments.
     *
     * @throws UsageException if they are not as described
     */
    public static ParseResult parse(CommandSpec described, List<String> arguments) {
        try {
            return new CommandLine(described)
                    // A file that an argument names is an operand, not more arguments.
                    .setExpandAtFiles(false)
                    .parseArgs(arguments.toArray(String[]::new));
        } catch (ParameterException e) {
            throw new UsageException(e.getMessage());
        }
    }

    /** How help shows them, for example {@code [--count=N] TABLE}. */
    static String synopsis(CommandSpec described) {
        CommandLine line = new CommandLine(described);
        return new CommandLine.Help(line.getCommandSpec(), CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .synopsis(0)
                .replace(described.name(), "")
                .strip();
    }
}
