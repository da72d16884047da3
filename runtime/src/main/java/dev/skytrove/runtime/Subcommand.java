package dev.skytrove.runtime;

import java.util.List;

/** Something short that a process does instead of its work when its first argument asks for it. A bean. */
public interface Subcommand {
    /** The argument that asks for it; {@link Program#commands} describes it. */
    String name();

    /**
     * Does it.
     *
     * @param arguments those behind the name
     * @param output for results that come before the last one
     * @return the last line of standard output, a {@code @Serdeable} record
     * @throws UsageException if the arguments are wrong
     */
    Object run(List<String> arguments, Output output) throws InterruptedException;
}
