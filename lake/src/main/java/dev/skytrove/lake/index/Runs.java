package dev.skytrove.lake.index;

import java.util.ArrayList;
import java.util.List;

/**
 * Runs of characters between white space. What is without white space and occurs in a text occurs in one run of it, in any
 * script: which is why an index of runs misses nothing.
 */
public final class Runs {
    private Runs() {}

    /** The runs of a folded text, in order, those that it has several times too. */
    public static List<String> of(String text) {
        List<String> runs = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || isSpace(text.charAt(i))) {
                if (i > start) {
                    runs.add(text.substring(start, i));
                }
                start = i + 1;
            }
        }
        return runs;
    }

    /** White space of Unicode; folding leaves few others than U+0020, but one who reads the format need not rely on it. */
    private static boolean isSpace(char c) {
        return c == ' '
                || (c >= '\t' && c <= '\r')
                || c == '\u0085'
                || c == '\u00a0'
                || c == '\u1680'
                || (c >= '\u2000' && c <= '\u200a')
                || c == '\u2028'
                || c == '\u2029'
                || c == '\u202f'
                || c == '\u205f'
                || c == '\u3000';
    }
}
