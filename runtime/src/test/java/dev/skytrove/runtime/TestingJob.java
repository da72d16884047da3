package dev.skytrove.runtime;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.List;

/** A job that ends as {@code SKYTROVE_CRASH_AT} says, as a process of its own. */
@Singleton
final class TestingJob implements Job {
    private final Config config;
    private final ProcessEnvironment environment;

    TestingJob(Config config, ProcessEnvironment environment) {
        this.config = config;
        this.environment = environment;
    }

    public static void main(String[] args) {
        List<Program.Command> commands = List.of(new Program.Command(TestingCommand.NAME, Arguments::none, "says what it would do"));
        Program program = new Program("flush", "Tests how a job starts and ends.", commands);
        System.exit(JobRunner.run(program, args, TestingJob.class));
    }

    @ConfigurationProperties("skytrove")
    record Config(
            String storage,
            @Bindable(defaultValue = "") String crashAt,
            @Bindable(defaultValue = "4") int duckdbThreads,
            @Bindable(defaultValue = "none") Secret redis) {
        Config {
            if (duckdbThreads < 1) {
                throw new IllegalArgumentException("SKYTROVE_DUCKDB_THREADS is less than 1: " + duckdbThreads);
            }
        }
    }

    @Override
    public JobResult run() {
        return switch (config.crashAt()) {
            case "held" -> new JobResult.LeaseHeld("host-b");
            case "held-deep-inside" -> throw new LeaseHeldException("host-b");
            case "unreachable" -> throw new IllegalStateException("nothing answers at redis://:swordfish@host");
            case "uncaught" -> throw uncaught("nothing answers at redis://:swordfish@host\u001b[2J");
            case "outside" -> throw new JobFailedException("Redis at host:6379 is away", new IllegalStateException("refused"));
            case "library" -> {
                System.err.println("a library says " + environment.variables().get("AWS_SECRET_ACCESS_KEY"));
                yield new JobResult.Done(summary());
            }
            case "bug" -> throw new IllegalArgumentException("this is no setting");
            case "wrong-setting" -> throw new UsageException("SKYTROVE_REDIS names a replica");
            default -> new JobResult.Done(summary());
        };
    }

    private static IllegalStateException uncaught(String message) {
        Thread thread = new Thread(() -> {
            throw new IllegalStateException(message);
        });
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new IllegalStateException("its thread ended");
    }

    private Summary summary() {
        String region = environment.variables().get("AWS_REGION");
        return new Summary(config.storage(), config.duckdbThreads(), config.redis().toString(), region, "größer");
    }

    @Serdeable
    record Summary(String storage, int threads, String redis, String region, String text) {}
}
