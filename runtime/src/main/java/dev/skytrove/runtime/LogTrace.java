package dev.skytrove.runtime;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;

/**
 * Writes stack traces as the JVM does, each message on one line.
 *
 * @param redactor what messages must not show
 * @param lines where they go
 */
record LogTrace(SecretRedactor redactor, StringBuilder lines) {
    /** More than any of ours; an endless recursion has a thousand. */
    private static final int MOST_FRAMES = 100;

    private static final int DEEPEST = 20;

    /** Adds a throwable, what it suppressed, and its causes. */
    void add(String indent, String caption, IThrowableProxy thrown) {
        add(indent, caption, thrown, 0);
    }

    private void add(String indent, String caption, IThrowableProxy thrown, int depth) {
        lines.append(indent).append(caption).append(thrown.getClassName());
        if (thrown.getMessage() != null) {
            lines.append(": ").append(LogText.of(thrown.getMessage(), LogLayout.LONGEST, redactor));
        }
        lines.append('\n');
        if (depth == DEEPEST || thrown.isCyclic()) {
            lines.append(indent).append("\t...\n");
            return;
        }
        addFrames(indent, thrown);
        for (IThrowableProxy suppressed : thrown.getSuppressed()) {
            add(indent + "\t", "Suppressed: ", suppressed, depth + 1);
        }
        if (thrown.getCause() != null) {
            add(indent, "Caused by: ", thrown.getCause(), depth + 1);
        }
    }

    private void addFrames(String indent, IThrowableProxy thrown) {
        StackTraceElementProxy[] frames = thrown.getStackTraceElementProxyArray();
        int own = frames.length - thrown.getCommonFrames();
        int shown = Math.min(own, MOST_FRAMES);
        for (int i = 0; i < shown; i++) {
            lines.append(indent).append("\tat ").append(frames[i].getStackTraceElement()).append('\n');
        }
        if (shown < frames.length) {
            lines.append(indent).append("\t... ").append(frames.length - shown).append(" more\n");
        }
    }
}
