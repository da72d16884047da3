package dev.skytrove.runtime;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import io.micronaut.context.env.PropertySource;
import io.micronaut.serde.annotation.Serdeable;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ParseResult;

/** From arguments and environment to an exit code: what jobs and services have in common. */
final class Launcher {
    private static final Logger log = LoggerFactory.getLogger(Launcher.class);

    private final Program program;
    private final ProcessEnvironment environment;
    private final Optional<String> owner;

    /** Of a process that is alone in its binary. */
    Launcher(Program program, ProcessEnvironment environment) {
        this(program, environment, Optional.empty());
    }

    /** @param owner the package that the subcommands are in; empty for any */
    Launcher(Program program, ProcessEnvironment environment, Optional<String> owner) {
        this.program = program;
        this.environment = environment;
        this.owner = owner;
    }

    /** What a process does once its bean is there. */
    @FunctionalInterface
    interface Work<T> {
        JobResult run(T bean) throws InterruptedException;
    }

    <T> ExitCode run(String[] args, Function<ApplicationContext, T> bean, Work<T> work) {
        List<String> arguments = List.of(args);
        if (arguments.equals(List.of("--help")) || arguments.equals(List.of("-h"))) {
            System.out.print(program.usage());
            return ExitCode.DONE;
        }
        if (arguments.equals(List.of("--version"))) {
            System.out.println(program.name() + " " + BuildInfo.load());
            return ExitCode.DONE;
        }
        try {
            if (arguments.equals(List.of("--selfcheck"))) {
                return selfCheck();
            }
            Optional<Program.Command> command = command(arguments);
            if (command.isPresent()) {
                return run(command.get(), arguments.subList(1, arguments.size()));
            }
            Optional<ParseResult> own = own(arguments);
            environment.check();
            return start(own, bean, work);
        } catch (Throwable failure) {
            return fail(failure);
        }
    }

    private Optional<Program.Command> command(List<String> arguments) {
        return program.commands().stream()
                .filter(command -> !arguments.isEmpty() && command.name().equals(arguments.getFirst()))
                .findFirst();
    }

    // Most runs have no arguments, and load nothing of what reads them.
    private Optional<ParseResult> own(List<String> arguments) {
        if (program.arguments().isEmpty() && !arguments.isEmpty()) {
            Arguments.parse(Arguments.none(), arguments);
        }
        return program.arguments().map(own -> Arguments.parse(own, arguments));
    }

    private <T> ExitCode start(Optional<ParseResult> arguments, Function<ApplicationContext, T> bean, Work<T> work)
            throws InterruptedException {
        log.info("{} {} starts with {}", program.name(), BuildInfo.load(), environment.redacted());
        try (ApplicationContext context = context(environment, arguments)) {
            WrongSettings.named(context::start);
            // Before the work: an HTTP server that stops closes the context.
            Output output = context.getBean(Output.class);
            return end(result(() -> bean.apply(context), work), output);
        }
    }

    // A setting without a default may be missing: it is the binary that is checked.
    private ExitCode selfCheck() {
        environment.check();
        String directory = Path.of(System.getProperty("java.io.tmpdir")).toUri().toString();
        try (ApplicationContext context =
                context(environment.or(KnownSetting.SKYTROVE_STORAGE, directory), Optional.empty()).start()) {
            SelfCheckRun.Report report = SelfCheckRun.of(
                    program.name(), context.getBeansOfType(SelfCheck.class), SecretRedactor.of(environment.variables()));
            context.getBean(Output.class).print(report);
            return report.ok() ? ExitCode.DONE : ExitCode.FAILED;
        }
    }

    private ExitCode run(Program.Command command, List<String> arguments) throws InterruptedException {
        ParseResult parsed = Arguments.parse(command.arguments().get(), arguments);
        environment.check();
        try (ApplicationContext context = context(environment, Optional.empty())) {
            WrongSettings.named(context::start);
            Subcommand subcommand = WrongSettings.named(() -> subcommand(context, command.name()));
            Output output = context.getBean(Output.class);
            output.print(subcommand.run(parsed, output));
            return ExitCode.DONE;
        }
    }

    /** Of several processes in one binary, each may have one of that name. */
    private Subcommand subcommand(ApplicationContext context, String name) {
        return context.getBeanDefinitions(Subcommand.class).stream()
                .filter(bean -> owner.map(own -> own.equals(bean.getBeanType().getPackageName())).orElse(true))
                .map(context::getBean)
                .filter(bean -> bean.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static <T> JobResult result(Supplier<T> bean, Work<T> work) throws InterruptedException {
        try {
            return work.run(WrongSettings.named(bean));
        } catch (LeaseHeldException e) {
            return new JobResult.LeaseHeld(e.holder());
        }
    }

    private ExitCode end(JobResult result, Output output) {
        return switch (result) {
            case JobResult.Done done -> {
                output.print(done.summary());
                yield ExitCode.DONE;
            }
            case JobResult.LeaseHeld held -> {
                log.warn("nothing done: the lease is held by {}", held.holder());
                output.print(new LeaseHeldLine(held.holder()));
                yield ExitCode.LEASE_HELD;
            }
        };
    }

    // Everything that ends a process ends here, so that each failure is logged once.
    private ExitCode fail(Throwable failure) {
        if (failure instanceof UsageException) {
            log.error("{}; see {} --help", failure.getMessage(), program.name());
            return ExitCode.USAGE;
        }
        if (failure instanceof JobFailedException) {
            log.error("{} failed: {}", program.name(), failure.getMessage());
            log.debug("the failure's trace", failure);
            return ExitCode.FAILED;
        }
        log.error("{} failed", program.name(), failure);
        return ExitCode.FAILED;
    }

    private ApplicationContext context(ProcessEnvironment environment, Optional<ParseResult> arguments) {
        ApplicationContextBuilder builder = ApplicationContext.builder()
                .banner(false)
                .deduceEnvironment(false)
                .deduceCloudEnvironment(false)
                // Only known settings: nothing else of the host may change what a process does.
                .enableDefaultPropertySources(false)
                .environmentPropertySource(false)
                .propertySources(
                        ApplicationProperties.load(),
                        PropertySource.of(
                                "settings",
                                properties(environment),
                                PropertyConvention.ENVIRONMENT_VARIABLE,
                                PropertySource.Origin.of("environment variables")),
                        PropertySource.of("listening", Listening.properties(environment, pid())))
                .singletons(environment, program);
        arguments.ifPresent(builder::singletons);
        return builder.build();
    }

    private static long pid() {
        return ProcessHandle.current().pid();
    }

    private static Map<String, Object> properties(ProcessEnvironment environment) {
        Map<String, Object> properties = new LinkedHashMap<>();
        environment.settings().forEach((setting, value) -> properties.put(setting.name(), value));
        return properties;
    }

    /** The line on standard output of a run that did nothing. */
    @Serdeable
    record LeaseHeldLine(String lease_held_by) {}
}
