package dev.skytrove.runtime;

import picocli.CommandLine.ParseResult;

/** Something short that a process does instead of its work when its first argument asks for it. A bean. */
public interface Subcommand {
    /** The argument that asks for it; {@link Program#commands} describes it. */
    String name();

    /**
     * Does it.
     *
     * @param arguments those behind the name, as {@link Program.Command#arguments} describes them
     * @param output for results that come before the last one
     * @return the last line of standard output, a {@code @Serdeable} record
     * @throws UsageException if a value is wrong
     */
    Object run(ParseResult arguments, Output output) throws InterruptedException;
}
