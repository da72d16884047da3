package dev.skytrove.bench;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine;

/** The options of a benchmark's command line. */
public final class Options {
    private static final int WIDTH = 118;
    private static final int OPTION_WIDTH = 22;

    private static final Pattern NUMBER = Pattern.compile("([0-9]+)([kM]?)");

    private final ParseResult parsed;

    private Options(ParseResult parsed) {
        this.parsed = parsed;
    }

    /**
     * Reads arguments.
     *
     * @param known the options that there are
     * @throws BenchUsageException if there are others, or a value is missing or of another type
     */
    public static Options parse(List<OptionSpec> known, List<String> arguments) {
        try {
            return new Options(command("bench", known).setExpandAtFiles(false).parseArgs(arguments.toArray(String[]::new)));
        } catch (ParameterException e) {
            throw new BenchUsageException(e.getMessage());
        }
    }

    /** The usage of a benchmark of that name. */
    static String help(String name, List<OptionSpec> known) {
        return command("./skytrove bench " + name, known).getUsageMessage(Ansi.OFF);
    }

    private static CommandLine command(String name, List<OptionSpec> known) {
        CommandSpec command = CommandSpec.create().name(name);
        known.forEach(command::addOption);
        command.usageMessage()
                .customSynopsis(name + " [OPTION…]")
                .sortOptions(false)
                .width(WIDTH)
                .longOptionsMaxWidth(OPTION_WIDTH);
        return new CommandLine(command);
    }

    /** An option that is a text. */
    public static OptionSpec ofText(String name, String label, String description) {
        return valued(name, label, description).type(String.class).build();
    }

    /** An option that is a whole number; {@code 300k} and {@code 10M} are thousands and millions. */
    public static OptionSpec ofNumber(String name, String label, String description) {
        return valued(name, label, description)
                .type(Integer.class)
                .converters(Options::number)
                .build();
    }

    private static Integer number(String value) {
        Matcher matcher = NUMBER.matcher(value);
        if (!matcher.matches()) {
            throw new TypeConversionException("'" + value + "' is not a whole number such as 5000, 300k or 10M");
        }
        int factor =
                switch (matcher.group(2)) {
                    case "k" -> 1_000;
                    case "M" -> 1_000_000;
                    default -> 1;
                };
        try {
            return Math.multiplyExact(Integer.parseInt(matcher.group(1)), factor);
        } catch (ArithmeticException | NumberFormatException e) {
            throw new TypeConversionException("'" + value + "' is more than " + Integer.MAX_VALUE);
        }
    }

    /** An option without a value. */
    public static OptionSpec ofFlag(String name, String description) {
        return OptionSpec.builder("--" + name).type(boolean.class).description(description).build();
    }

    private static OptionSpec.Builder valued(String name, String label, String description) {
        return OptionSpec.builder("--" + name).paramLabel(label).description(description.replace("%", "%%"));
    }

    /** An option's value. */
    public String text(String name, String defaultValue) {
        return parsed.matchedOptionValue(name, defaultValue);
    }

    /** An option's value as a whole number. */
    public int number(String name, int defaultValue) {
        return parsed.matchedOptionValue(name, defaultValue);
    }

    /** Whether an option that has no value is there. */
    public boolean flag(String name) {
        return parsed.hasMatchedOption(name);
    }
}
