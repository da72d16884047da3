package dev.skytrove.snapshot;

import dev.skytrove.runtime.Arguments;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * What is copied, and where to or from.
 *
 * @param storage the other storage
 * @param time of the snapshot; empty for the newest
 */
record StorageArguments(String storage, Optional<String> time) {
    static StorageArguments of(ParseResult arguments) {
        return new StorageArguments(
                arguments.matchedPositionalValue(0, ""),
                Optional.ofNullable(arguments.matchedPositionalValue(1, (String) null)));
    }

    static CommandSpec described() {
        return CommandSpec.create()
                .addPositional(Arguments.operand(0, "STORAGE", true))
                .addPositional(Arguments.operand(1, "TIME", false));
    }
}
