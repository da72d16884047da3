package dev.skytrove.query.criteria;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many characters a regular expression tells of when its counted repetitions are written out: {@code (ab|c{3}){10}} has
 * 60, an operator counted as one. What an engine without backtracking does for a byte of text is in proportion to it. A
 * category of Unicode's such as {@code \pL} has hundreds of ranges of bytes and costs as much as five characters; in a class
 * each counts, and so does each character that is not ASCII.
 *
 * <p>Reads the syntax of RE2, and of what is none says anything: RE2 refuses that.
 */
final class RegexSize {
    private static final Pattern COUNTS = Pattern.compile("\\{(\\d+)(?:,(\\d*))?\\}");
    /** Of a category; measured, beside {@code .}, on texts of Chinese. */
    static final int CATEGORY = 5;
    /** RE2 refuses counts of more than 1,000. */
    private static final int MOST_DIGITS = 4;

    private final String pattern;
    private int next;

    private RegexSize(String pattern) {
        this.pattern = pattern;
    }

    /** The size, at most {@link Long#MAX_VALUE}. */
    static long of(String pattern) {
        RegexSize reader = new RegexSize(pattern);
        long size = reader.expression();
        while (reader.skip(')')) {
            size = sum(size, reader.expression());
        }
        return size;
    }

    /** Up to the end of the group or text. */
    private long expression() {
        long size = 0;
        while (next < pattern.length() && pattern.charAt(next) != ')') {
            size = sum(size, repeated(atom()));
        }
        return size;
    }

    private long atom() {
        return switch (pattern.charAt(next++)) {
            case '(' -> group();
            case '[' -> characterClass();
            case '\\' -> escape();
            default -> 1;
        };
    }

    private long repeated(long once) {
        long size = once;
        while (next < pattern.length()) {
            Matcher counts = COUNTS.matcher(pattern).region(next, pattern.length());
            if (counts.lookingAt()) {
                size = product(size, Math.max(1, Math.max(count(counts.group(1)), count(counts.group(2)))));
                next = counts.end();
            } else if (!skip('*') && !skip('+') && !skip('?')) {
                break;
            }
        }
        return size;
    }

    private long group() {
        if (skip('?')) {
            while (next < pattern.length() && pattern.charAt(next) != ')' && !skip(':') && !skip('>')) {
                next++;
            }
        }
        long size = expression();
        skip(')');
        return size;
    }

    private long characterClass() {
        skip('^');
        skip(']');
        long size = 0;
        while (next < pattern.length() && !skip(']')) {
            int name = pattern.startsWith("[:", next) ? pattern.indexOf(":]", next + 2) : -1;
            if (name >= 0) {
                next = name + 2;
            } else {
                size = sum(size, member());
            }
        }
        return Math.max(1, size);
    }

    /** Of a class, what is more than ASCII. */
    private long member() {
        char first = pattern.charAt(next++);
        if (first != '\\' || next == pattern.length()) {
            return first < 0x80 ? 0 : 1;
        }
        long size = "pP".indexOf(pattern.charAt(next)) >= 0 ? CATEGORY : 0;
        next++;
        return size;
    }

    private long escape() {
        if (skip('Q')) {
            int end = pattern.indexOf("\\E", next);
            int length = (end < 0 ? pattern.length() : end) - next;
            next = end < 0 ? pattern.length() : end + 2;
            return length;
        }
        boolean category = skip('p') || skip('P');
        if (category || skip('x')) {
            int end = pattern.startsWith("{", next) ? pattern.indexOf('}', next) : -1;
            next = end >= 0 ? end + 1 : next + (category ? 1 : 0);
        } else {
            next++;
        }
        next = Math.min(next, pattern.length());
        return category ? CATEGORY : 1;
    }

    private boolean skip(char expected) {
        boolean there = next < pattern.length() && pattern.charAt(next) == expected;
        next += there ? 1 : 0;
        return there;
    }

    private static long count(String digits) {
        if (digits == null || digits.isEmpty()) {
            return 0;
        }
        return digits.length() > MOST_DIGITS ? Long.MAX_VALUE : Long.parseLong(digits);
    }

    private static long sum(long a, long b) {
        return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }

    private static long product(long a, long b) {
        return Math.multiplyHigh(a, b) == 0 && a * b >= 0 ? a * b : Long.MAX_VALUE;
    }
}
