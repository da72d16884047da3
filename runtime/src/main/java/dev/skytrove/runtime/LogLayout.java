package dev.skytrove.runtime;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A line of the log: time in UTC, level, class and message, then the stack trace if there is one. The one place where
 * messages become output, so nothing is logged with a secret in it, and nothing from a stranger is obeyed.
 */
final class LogLayout extends LayoutBase<ILoggingEvent> {
    /** The longest message, in characters. */
    static final int LONGEST = 8 << 10;

    /** At DEBUG, where whole statements are shown. */
    static final int LONGEST_DETAIL = 256 << 10;

    private final DateTimeFormatter time =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT).withZone(ZoneOffset.UTC);
    private final SecretRedactor redactor;

    LogLayout(SecretRedactor redactor) {
        this.redactor = redactor;
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        boolean detail = !event.getLevel().isGreaterOrEqual(Level.INFO);
        StringBuilder lines = new StringBuilder();
        time.formatTo(event.getInstant(), lines);
        lines.append(' ').append(event.getLevel());
        while (lines.length() < "yyyy-MM-ddTHH:mm:ss.SSSZ LEVEL".length()) {
            lines.append(' ');
        }
        String name = event.getLoggerName();
        lines.append(' ').append(name, name.lastIndexOf('.') + 1, name.length()).append(' ');
        String message = String.valueOf(event.getFormattedMessage());
        lines.append(LogText.of(message, detail ? LONGEST_DETAIL : LONGEST, redactor)).append('\n');
        if (event.getThrowableProxy() != null) {
            new LogTrace(redactor, lines).add("", "", event.getThrowableProxy());
        }
        return lines.toString();
    }
}
