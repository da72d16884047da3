package dev.skytrove.lake.text;

/**
 * Unicode's full case folding without the Turkish one ({@code CaseFolding.txt}, statuses C and F) of characters that
 * are decomposed by compatibility: what the file has beyond this is decomposed before.
 */
final class CaseFolding {
    private static final int CHEROKEE = 0x13A0;
    private static final int CHEROKEE_LAST = 0x13F5;
    private static final int CHEROKEE_SMALL_YE = 0x13F8;
    private static final int CHEROKEE_SMALL_MV = 0x13FD;
    private static final int CHEROKEE_SMALL_A = 0xAB70;
    private static final int CHEROKEE_SMALL_YV = 0xABBF;

    private CaseFolding() {}

    /** Whether it folds to two characters, {@code ss}; no other one does. */
    static boolean isSharpS(int character) {
        return character == 'ß' || character == 'ẞ';
    }

    /** Whether people write it for {@code '}: U+2019 or U+02BC. */
    static boolean isApostrophe(int character) {
        return character == 0x2019 || character == 0x02BC;
    }

    /** The character that one folds to: the small letter, but for these. */
    static int of(int character) {
        return switch (character) {
            case 0x0345 -> 'ι'; // the iota below
            case 'ς' -> 'σ';
            case 0x1C80 -> 'в'; // forms of Cyrillic letters in old prints
            case 0x1C81 -> 'д';
            case 0x1C82 -> 'о';
            case 0x1C83 -> 'с';
            case 0x1C84, 0x1C85 -> 'т';
            case 0x1C86 -> 'ъ';
            case 0x1C87 -> 'ѣ';
            case 0x1C88 -> 0xA64B;
            default -> isCherokee(character) ? cherokee(character) : Character.toLowerCase(character);
        };
    }

    /** Cherokee's small letters came later to Unicode than its capitals, so all fold to these. */
    private static boolean isCherokee(int character) {
        return (character >= CHEROKEE && character <= CHEROKEE_SMALL_MV)
                || (character >= CHEROKEE_SMALL_A && character <= CHEROKEE_SMALL_YV);
    }

    private static int cherokee(int character) {
        if (character >= CHEROKEE_SMALL_A) {
            return character - CHEROKEE_SMALL_A + CHEROKEE;
        }
        if (character <= CHEROKEE_LAST) {
            return character;
        }
        return character < CHEROKEE_SMALL_YE ? character : character - (CHEROKEE_SMALL_YE - 0x13F0);
    }
}
