package dev.skytrove.query.criteria;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How many characters a regular expression tells of when its counted repetitions are written out: {@code (ab|c{3}){10}} has
 * 60, an operator counted as one. What an engine without backtracking does for a byte of text is in proportion to it. A
 * category of Unicode's such as {@code \pL} has hundreds of ranges of bytes and costs as much as five characters; in a class
 * each counts, and so does each character that is not ASCII. What matches nearly everything, such as {@code .}, leaves as many
 * places of the expression open at every byte as it has characters, and counts for five, too.
 *
 * <p>That is worse where places may be left out or come again ({@code ?}, {@code *}, {@code |} …): above some hundred the engine
 * gives up its table of states and follows each of them. There a category counts for 25, and a class with more than ASCII for five.
 *
 * <p>Reads the syntax of RE2, and of what is none says anything: RE2 refuses that.
 */
final class RegexSize {
    private static final Pattern COUNTS = Pattern.compile("\\{(\\d+)(?:,(\\d*))?\\}");
    /** What makes an expression's length differ; not the beginning of a group. */
    private static final Pattern VARIABLE = Pattern.compile("[?*+|]|\\{\\d*,");
    /** Of a category; measured, beside {@code .}, on texts of Chinese. */
    static final int CATEGORY = 5;
    /** Of what matches most characters. */
    static final int WIDE = 5;
    /** Of a category in an expression of no fixed length: a hundred of them took 23 ms for a text of 300 Japanese characters. */
    static final int VARIABLE_CATEGORY = 25;
    /** RE2 refuses counts of more than 1,000. */
    private static final int MOST_DIGITS = 4;

    private final String pattern;
    private final boolean variable;
    private int next;

    private RegexSize(String pattern) {
        this.pattern = pattern;
        this.variable = VARIABLE.matcher(pattern.replaceAll("\\\\.", "").replace("(?", "(")).find();
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
            case '.' -> WIDE;
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
        boolean wide = skip('^');
        skip(']');
        long size = 0;
        while (next < pattern.length() && !skip(']')) {
            wide |= isWide();
            int name = pattern.startsWith("[:", next) ? pattern.indexOf(":]", next + 2) : -1;
            if (name >= 0) {
                next = name + 2;
            } else {
                size = sum(size, member());
            }
        }
        return Math.max(wide && variable ? WIDE : 1, size);
    }

    /** Of a class, whether what comes next may be more than ASCII. */
    private boolean isWide() {
        return pattern.charAt(next) >= 0x80
                || pattern.startsWith("[:^", next)
                || Stream.of("\\W", "\\D", "\\S", "\\x").anyMatch(wide -> pattern.startsWith(wide, next));
    }

    private int category() {
        return variable ? VARIABLE_CATEGORY : CATEGORY;
    }

    /** Of a class, what is more than ASCII. */
    private long member() {
        char first = pattern.charAt(next++);
        if (first != '\\' || next == pattern.length()) {
            return first < 0x80 ? 0 : 1;
        }
        long size = "pP".indexOf(pattern.charAt(next)) >= 0 ? category() : 0;
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
        if (skip('W') || skip('D') || skip('S') || skip('C')) {
            return WIDE;
        }
        boolean category = skip('p') || skip('P');
        if (category || skip('x')) {
            int end = pattern.startsWith("{", next) ? pattern.indexOf('}', next) : -1;
            next = end >= 0 ? end + 1 : next + (category ? 1 : 0);
        } else {
            next++;
        }
        next = Math.min(next, pattern.length());
        return category ? category() : 1;
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
