package dev.skytrove.runtime;

import java.util.Locale;

/**
 * Any text as a part of one line: without secrets, with line breaks as {@code |}, and with what a terminal or an editor
 * would obey shown as text ({@code \}{@code u001b}): control characters, and those that turn the direction or are not
 * seen. Long text is cut, and says so. What the network sends cannot forge a line, nor fill the disk.
 */
final class LogText implements SecretRedactor.Sink {
    private final StringBuilder line = new StringBuilder();
    private final int limit;
    private boolean broken;

    private LogText(int limit) {
        this.limit = limit;
    }

    /** @param limit the greatest length, in characters, without the words that tell of a cut */
    static String of(String text, int limit, SecretRedactor redactor) {
        LogText shown = new LogText(limit);
        if (redactor.scan(text, shown) < text.length()) {
            shown.line.append("… (cut; ").append(text.length()).append(" characters)");
        }
        return shown.line.toString();
    }

    @Override
    public boolean isFull() {
        return line.length() >= limit;
    }

    @Override
    public void mask(String mask) {
        line.append(mask);
        broken = false;
    }

    @Override
    public void take(int codePoint) {
        boolean breaks = codePoint == '\n' || codePoint == '\r';
        if (breaks) {
            // Several in a row are one.
            line.append(broken ? "" : " | ");
        } else if (isObeyed(codePoint)) {
            line.append(String.format(
                    Locale.ROOT, Character.isBmpCodePoint(codePoint) ? "\\u%04x" : "\\u{%x}", codePoint));
        } else {
            line.appendCodePoint(codePoint);
        }
        broken = breaks;
    }

    private static boolean isObeyed(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                true;
            default -> false;
        };
    }
}
