package dev.skytrove.runtime;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;

/**
 * How every process logs: one line an event on stderr, in UTC, without the passwords of URLs; stdout belongs to results.
 * {@link KnownSetting#SKYTROVE_LOG_LEVEL} says how much.
 *
 * <p>Code and no XML, since parsing that would take milliseconds of a function's start. Tests may have a
 * {@code logback-test.xml}, which then counts.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_NORMAL_PRIORITY)
public final class StderrLogging extends ContextAwareBase implements Configurator {
    private static final String PASSWORDS = "{'://\\S*@', '://***@'}";
    private static final String PATTERN = "%d{\"yyyy-MM-dd'T'HH:mm:ss.SSSXXX\", UTC} %-5level %logger{0}"
            + " %replace(%replace(%msg){'[\\r\\n]+', ' | '})" + PASSWORDS
            + "%n%replace(%ex)" + PASSWORDS;

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (StderrLogging.class.getResource("/" + ClassicConstants.TEST_AUTOCONFIG_FILE) != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.toLevel(System.getenv(KnownSetting.SKYTROVE_LOG_LEVEL.name()), Level.INFO));
        root.addAppender(appender(context));
        // What libraries say at INFO is about themselves.
        context.getLogger("io.micronaut").setLevel(Level.WARN);
        // A native binary has no notifications of its collector; that is no news at every start.
        context.getLogger("io.micrometer.core.instrument.binder.jvm.JvmGcMetrics").setLevel(Level.ERROR);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static ConsoleAppender<ILoggingEvent> appender(LoggerContext context) {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setName("STDERR");
        appender.setTarget(ConsoleTarget.SystemErr.getName());
        appender.setEncoder(encoder(context));
        appender.start();
        return appender;
    }

    private static PatternLayoutEncoder encoder(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setPattern(PATTERN);
        encoder.start();
        return encoder;
    }
}
