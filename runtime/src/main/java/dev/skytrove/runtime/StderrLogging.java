package dev.skytrove.runtime;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;

/**
 * How every process logs: one line an event on stderr, in UTC, as {@link LogLayout} makes it; stdout belongs to results.
 * {@link KnownSetting#SKYTROVE_LOG_LEVEL} says how much. What others write to stderr goes through the same redactor.
 *
 * <p>Code and no XML, since parsing that would take milliseconds of a function's start. Tests may have a
 * {@code logback-test.xml}, which then counts.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_NORMAL_PRIORITY)
public final class StderrLogging extends ContextAwareBase implements Configurator {
    /**
     * What these say below WARN is about themselves, or it is what goes over the wire: keys, tokens and passwords, in
     * forms that nobody can foresee.
     */
    private static final List<String> QUIET =
            List.of("io.micronaut", "software.amazon.awssdk", "org.apache.hc", "io.lettuce", "io.netty");

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (isTest()) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        KnownSetting setting = KnownSetting.SKYTROVE_LOG_LEVEL;
        Level level = Level.toLevel(System.getenv(setting.name()), Level.valueOf(setting.empty()));
        SecretRedactor redactor = SecretRedactor.of(System.getenv());
        OutputStream stderr = new FileOutputStream(FileDescriptor.err);
        System.setErr(new PrintStream(new GuardedStream(stderr, redactor), true, StandardCharsets.UTF_8));
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(level);
        root.addAppender(appender(context, stderr, redactor));
        Level quiet = level.isGreaterOrEqual(Level.WARN) ? level : Level.WARN;
        QUIET.forEach(name -> context.getLogger(name).setLevel(quiet));
        // A native binary has no notifications of its collector; that is no news at every start.
        context.getLogger("io.micrometer.core.instrument.binder.jvm.JvmGcMetrics").setLevel(Level.ERROR);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** A native binary has no tests in it, and looks through all of its modules for what it does not have. */
    private static boolean isTest() {
        return !NativeBinary.isRunning()
                && StderrLogging.class.getResource("/" + ClassicConstants.TEST_AUTOCONFIG_FILE) != null;
    }

    private static OutputStreamAppender<ILoggingEvent> appender(
            LoggerContext context, OutputStream stderr, SecretRedactor redactor) {
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        appender.setContext(context);
        appender.setName("STDERR");
        appender.setEncoder(encoder(context, redactor));
        appender.setOutputStream(stderr);
        appender.start();
        return appender;
    }

    private static LayoutWrappingEncoder<ILoggingEvent> encoder(LoggerContext context, SecretRedactor redactor) {
        LogLayout layout = new LogLayout(redactor);
        layout.setContext(context);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setLayout(layout);
        encoder.start();
        return encoder;
    }
}
