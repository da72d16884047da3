package dev.skytrove.simulator.generator;

import java.util.List;

/**
 * A Markov chain of characters, as C. E. Shannon's "A Mathematical Theory of Communication" (1948, section 3) has it: what
 * follows the last few characters is what followed them somewhere in the texts that it learned from, as often as there.
 * Characters are UTF-16 units; a surrogate pair stays one, because nothing else ever followed its first half.
 *
 * <p>Each place in the texts is a row. Rows are sorted by the characters before the place, so that all places with the
 * same ones, a group, are neighbours: to go on is to choose one of a group's rows. May be used from any thread.
 */
final class CharacterModel {
    /** Stands before and after every text. */
    static final char EDGE = '\0';

    private static final int HALF_A_WORD = 3;
    /** How many characters a text may go on beyond its length in search of a word's end, where there are no spaces. */
    private static final int LONGEST_REST = 20;

    /** By row: the character at its place. */
    private final char[] units;
    /** By row: the first row of the group of the place after it. */
    private final int[] next;
    /** By a group's first row: how many rows it has. */
    private final int[] sizes;
    private final int start;

    private CharacterModel(char[] units, int[] next, int[] sizes, int start) {
        this.units = units;
        this.next = next;
        this.sizes = sizes;
        this.start = start;
    }

    /**
     * Learns, in about 30 bytes a character, of which it keeps 10.
     *
     * @param order how many characters decide on the next
     * @param texts at least one, without {@link #EDGE}
     */
    static CharacterModel of(int order, List<String> texts) {
        String edge = String.valueOf(EDGE).repeat(order);
        StringBuilder all = new StringBuilder(edge);
        texts.forEach(text -> all.append(text).append(edge));
        return of(order, all.toString().toCharArray());
    }

    private static CharacterModel of(int order, char[] text) {
        int[] places = sorted(order, text);
        int[] groups = new int[text.length];
        int[] sizes = new int[places.length];
        int first = 0;
        for (int row = 0; row < places.length; row++) {
            first = row > 0 && isSame(order, text, places[row - 1], places[row]) ? first : row;
            groups[places[row]] = first;
            sizes[first]++;
        }
        char[] units = new char[places.length];
        int[] next = new int[places.length];
        for (int row = 0; row < places.length; row++) {
            units[row] = text[places[row]];
            next[row] = places[row] + 1 < text.length ? groups[places[row] + 1] : 0;
        }
        return new CharacterModel(units, next, sizes, groups[order]);
    }

    /** All places that have enough before them, by that: a radix sort, the farthest character first. */
    private static int[] sorted(int order, char[] text) {
        int[] places = new int[text.length - order];
        for (int i = 0; i < places.length; i++) {
            places[i] = order + i;
        }
        for (int back = order; back > 0; back--) {
            int[] ends = new int[Character.MAX_VALUE + 2];
            for (int place : places) {
                ends[text[place - back] + 1]++;
            }
            for (int unit = 0; unit <= Character.MAX_VALUE; unit++) {
                ends[unit + 1] += ends[unit];
            }
            int[] moved = new int[places.length];
            for (int place : places) {
                moved[ends[text[place - back]]++] = place;
            }
            places = moved;
        }
        return places;
    }

    private static boolean isSame(int order, char[] text, int one, int other) {
        for (int back = order; back > 0; back--) {
            if (text[one - back] != text[other - back]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Adds a text.
     *
     * @param length how long it is to be, in characters: it ends with the word that comes near that; 0 adds nothing
     */
    void write(StringBuilder out, Dice dice, int length) {
        if (length == 0) {
            return;
        }
        int end = out.length() + Math.max(0, length - HALF_A_WORD);
        int group = start;
        while (true) {
            int row = group + dice.below(sizes[group]);
            char unit = units[row];
            if (out.length() >= end && mayEndBefore(unit, out.length() - end)) {
                return;
            }
            boolean atEdge = unit == EDGE;
            out.append(atEdge ? ' ' : unit);
            group = atEdge ? start : next[row];
        }
    }

    private static boolean mayEndBefore(char unit, int rest) {
        return unit == EDGE || Character.isWhitespace(unit)
                || (rest >= LONGEST_REST && !Character.isLowSurrogate(unit));
    }
}
