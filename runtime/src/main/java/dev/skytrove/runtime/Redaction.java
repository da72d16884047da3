package dev.skytrove.runtime;

import java.util.regex.Pattern;

/** Takes secrets out of text that is to be printed. The log does the same to every line, see {@link StderrLogging}. */
public final class Redaction {
    // Up to the last '@': a password may hold any character, and hiding too much does no harm.
    private static final Pattern USER_INFO_OF_URL = Pattern.compile("://.*@", Pattern.DOTALL);
    private static final Pattern USER_INFO_IN_TEXT = Pattern.compile("://\\S*@");
    private static final String MASKED = "://" + Secret.MASK + "@";

    private Redaction() {}

    /** A URL, valid or not, with its user and password masked: {@code redis://***@host:6379}. */
    public static String redactUrl(String url) {
        return USER_INFO_OF_URL.matcher(url).replaceAll(MASKED);
    }

    /** The text with the user and password of every URL in it masked. */
    public static String redact(String text) {
        return USER_INFO_IN_TEXT.matcher(text).replaceAll(MASKED);
    }
}
