package dev.skytrove.runtime;

import jakarta.inject.Singleton;
import picocli.CommandLine.ParseResult;

/** Says with {@code --ask} what {@link TestingJob} would do. */
@Singleton
final class TestingCommand implements Subcommand {
    static final String NAME = "--ask";

    private final TestingJob.Config config;

    TestingCommand(TestingJob.Config config) {
        this.config = config;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Object run(ParseResult arguments, Output output) {
        return new TestingJob.Summary(config.storage(), config.duckdbThreads(), "", "", NAME);
    }
}
