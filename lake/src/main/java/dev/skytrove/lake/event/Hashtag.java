package dev.skytrove.lake.event;

/** What people call a tag: its name without the sign that some clients leave on it. Who looks for a tag names it by the same rule. */
public final class Hashtag {
    private static final String SIGNS = "#\uFF03";

    /** What makes an emoji of the number sign, which then belongs to the name. */
    private static final String KEYCAP = "\uFE0F\u20E3";

    /** Beside white space, what takes no room: zero-width space, word joiner, byte order mark, soft hyphen. */
    private static final String INVISIBLE = "\u200B\u2060\uFEFF\u00AD";

    private Hashtag() {}

    /** The name that a tag has; empty if it has none. That of a name is the name itself. */
    public static String name(String tag) {
        int start = 0;
        int end = tag.length();
        while (start < end && (isSpace(tag.charAt(start)) || isSign(tag, start))) {
            start++;
        }
        while (start < end && isSpace(tag.charAt(end - 1))) {
            end--;
        }
        return tag.substring(start, end);
    }

    /** Whether at a place of a text is a sign of tags, and not the first part of the keycap emoji. */
    public static boolean isSign(String tag, int at) {
        boolean keycap = at + 1 < tag.length() && KEYCAP.indexOf(tag.charAt(at + 1)) >= 0;
        return SIGNS.indexOf(tag.charAt(at)) >= 0 && !keycap;
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || INVISIBLE.indexOf(c) >= 0;
    }
}
