package dev.skytrove.lake.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Comparator;

/** Which names an object may have, the same for every store, and their order. */
final class ObjectNames {
    /** By UTF-8 bytes, which is the order of code points. */
    static final Comparator<String> ORDER = ObjectNames::compare;

    private ObjectNames() {}

    /**
     * The name itself.
     *
     * @throws IllegalArgumentException if no object may have it
     */
    static String check(String name) {
        if (!isValid(name)) {
            throw new IllegalArgumentException("not an object name: '" + name + "'");
        }
        return name;
    }

    /** Whether the name has parts between single slashes, none of them {@code .} or {@code ..}, all valid Unicode. */
    static boolean isValid(String name) {
        for (String part : name.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                return false;
            }
        }
        return name.indexOf('\0') < 0 && name.equals(new String(name.getBytes(UTF_8), UTF_8));
    }

    private static int compare(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            if (left.charAt(i) != right.charAt(i)) {
                return Integer.compare(rank(left.charAt(i)), rank(right.charAt(i)));
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    // A surrogate stands for a code point above all that fit into one char.
    private static int rank(char unit) {
        return Character.isSurrogate(unit) ? unit + 0x10000 : unit;
    }
}
