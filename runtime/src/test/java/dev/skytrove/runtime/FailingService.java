package dev.skytrove.runtime;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A service one of whose threads fails as {@code SKYTROVE_CRASH_AT} says, as a process of its own. */
@Singleton
final class FailingService implements Service {
    private final ProcessEnvironment environment;

    FailingService(ProcessEnvironment environment) {
        this.environment = environment;
    }

    public static void main(String[] args) {
        System.exit(ServiceRunner.run(new Program("ingestor", "Tests how a service fails."), args, FailingService.class));
    }

    @Override
    public Object run(StopSignal stop) throws InterruptedException {
        switch (environment.variables().get("SKYTROVE_CRASH_AT")) {
            case "service" -> throw new StackOverflowError("of the test");
            case "thread" -> Thread.ofPlatform().daemon().name("lost").start(FailingService::fail);
            case "virtual" -> Thread.ofVirtual().name("lost").start(FailingService::fail);
            case "memory" -> Thread.ofPlatform().daemon().name("lost").start(FailingService::fill);
            case "told" ->
                Thread.ofPlatform().name("lost").start(() -> CompletableFuture.runAsync(FailingService::fail)
                        .exceptionally(FailingService::hear)
                        .join());
            case "scheduled" -> repeat(FailingService::fail);
            case "scheduled-exception" -> {
                CountDownLatch turns = new CountDownLatch(3);
                repeat(() -> {
                    turns.countDown();
                    throw new IllegalStateException("of the test");
                });
                turns.await();
                return new Ended();
            }
            case "close" -> {
                return new Ended();
            }
            case "nobody-reads" -> {
                blockLog();
                Thread.ofPlatform().daemon().name("lost").start(FailingService::fail);
            }
            default -> {
                Thread thread = Thread.ofPlatform().name("lost").start(() -> {
                    throw new IllegalStateException("of the test");
                });
                thread.join();
                return new Ended();
            }
        }
        stop.await();
        return new Ended();
    }

    @PreDestroy
    void close() {
        while ("close".equals(environment.variables().get("SKYTROVE_CRASH_AT"))) {
            LockSupport.park();
        }
    }

    @Serdeable
    record Ended() {}

    private static void fail() {
        throw new StackOverflowError("of the test");
    }

    private static void repeat(Runnable task) {
        var _ = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("lost").factory())
                .scheduleWithFixedDelay(FatalErrors.guarded("a task of the test", task), 0, 1, TimeUnit.MILLISECONDS);
    }

    private static Void hear(Throwable thrown) {
        FatalErrors.check(thrown);
        return null;
    }

    private static void fill() {
        long[][] memory = new long[1_000][];
        for (int i = 0; i < memory.length; i++) {
            memory[i] = new long[100 << 20];
        }
        throw new IllegalStateException("there is memory for " + memory.length);
    }

    /** What is logged from now on hangs. */
    private static void blockLog() {
        AppenderBase<ILoggingEvent> blocked = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                while (true) {
                    LockSupport.park();
                }
            }
        };
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        blocked.setContext(context);
        blocked.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(blocked);
    }
}
