package dev.skytrove.runtime;

import java.util.regex.Pattern;

/** Takes secrets out of text that is to be printed. */
public final class Redaction {
    // Up to the last '@' before a space: a password may hold any character, and hiding too much does no harm.
    private static final Pattern USER_INFO = Pattern.compile("://\\S*@");

    private Redaction() {}

    /** The text with the user and password of every URL in it masked: {@code redis://***@host:6379}. */
    public static String redact(String text) {
        return USER_INFO.matcher(text).replaceAll("://" + Secret.MASK + "@");
    }
}
