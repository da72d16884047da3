package dev.skytrove.importer;

import dev.skytrove.runtime.Arguments;
import dev.skytrove.runtime.UsageException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * What an import is asked for.
 *
 * @param sources files, directories and URLs, at least one
 * @param again whether what was imported before is read again
 * @param all whether hours are imported that a flush may still write
 * @param features whether the sources are files of features
 */
record ImportOptions(List<String> sources, boolean again, boolean all, boolean features) {
    private static final String AGAIN = "--again";
    private static final String ALL_HOURS = "--all-hours";
    private static final String FEATURES = "--features";

    ImportOptions {
        sources = List.copyOf(sources);
    }

    /** @throws UsageException if options contradict each other */
    static ImportOptions of(ParseResult arguments) {
        boolean all = arguments.hasMatchedOption(ALL_HOURS);
        boolean features = arguments.hasMatchedOption(FEATURES);
        if (features && all) {
            throw new UsageException(ALL_HOURS + " is no option of " + FEATURES);
        }
        return new ImportOptions(
                arguments.matchedPositionalValue(0, List.of()), arguments.hasMatchedOption(AGAIN), all, features);
    }

    static CommandSpec arguments() {
        return CommandSpec.create()
                .addOption(Arguments.flag(AGAIN))
                .addOption(Arguments.flag(ALL_HOURS))
                .addOption(Arguments.flag(FEATURES))
                .addPositional(Arguments.operands("FILE|DIR|URL"));
    }
}
