package dev.skytrove.demo;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine;

/** The options of {@code ./skytrove demo}, {@code up} and {@code validate}; that script has their help. */
final class DemoCommand {
    static final String REPLAY = "--replay";
    static final String EVENTS = "--events";
    static final String MIX = "--mix";
    static final String TEXTS = "--texts";
    static final String ONCE = "--once";
    static final String STORAGE = "--storage";
    static final String KEEP = "--keep";
    static final String DAYS = "--days";
    static final String EVENTS_PER_DAY = "--events-per-day";

    private DemoCommand() {}

    /**
     * Reads a command and its options.
     *
     * @throws DemoUsageException for an unknown command or option, or a value that is missing or no number
     */
    static ParseResult parse(List<String> arguments) throws DemoUsageException {
        try {
            ParseResult parsed = commands().setExpandAtFiles(false).parseArgs(arguments.toArray(String[]::new));
            if (parsed.hasSubcommand()) {
                return parsed.subcommand();
            }
        } catch (ParameterException e) {
            throw new DemoUsageException(e.getMessage());
        }
        throw new DemoUsageException("expected demo, up or validate");
    }

    private static CommandLine commands() {
        return new CommandLine(CommandSpec.create().name("skytrove"))
                .addSubcommand("demo", kept().addOption(text(REPLAY, "FILE"))
                        .addOption(number(EVENTS))
                        .addOption(text(MIX, "YEAR"))
                        .addOption(text(TEXTS, "FILE"))
                        .addOption(flag(ONCE)))
                .addSubcommand("up", kept().addOption(flag(ONCE)))
                .addSubcommand("validate", kept().addOption(number(DAYS)).addOption(number(EVENTS_PER_DAY)));
    }

    private static CommandSpec kept() {
        return CommandSpec.create().addOption(text(STORAGE, "URL")).addOption(text(KEEP, "DIR"));
    }

    private static OptionSpec text(String name, String label) {
        return OptionSpec.builder(name).paramLabel(label).type(String.class).build();
    }

    private static OptionSpec number(String name) {
        return OptionSpec.builder(name).paramLabel("N").type(Long.class).build();
    }

    private static OptionSpec flag(String name) {
        return OptionSpec.builder(name).type(boolean.class).build();
    }
}
