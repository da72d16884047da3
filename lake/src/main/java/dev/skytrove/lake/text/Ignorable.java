package dev.skytrove.lake.text;

/** Unicode's property {@code Default_Ignorable_Code_Point}: what is not seen, and what only chooses a form. */
final class Ignorable {
    private static final int FIRST = 0xAD;

    private Ignorable() {}

    static boolean is(int character) {
        if (character < FIRST) {
            return false;
        }
        return character <= Character.MAX_VALUE ? isInBasicPlane(character) : isBeyond(character);
    }

    private static boolean isInBasicPlane(int character) {
        return switch (character) {
            case 0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFEFF, 0xFFA0 -> true;
            default -> isIn(character, 0x180B, 0x180F)
                    || isIn(character, 0x200B, 0x200F)
                    || isIn(character, 0x202A, 0x202E)
                    || isIn(character, 0x2060, 0x206F)
                    || isIn(character, 0xFE00, 0xFE0F)
                    || isIn(character, 0xFFF0, 0xFFF8);
        };
    }

    private static boolean isBeyond(int character) {
        return isIn(character, 0x1BCA0, 0x1BCA3)
                || isIn(character, 0x1D173, 0x1D17A)
                || isIn(character, 0xE0000, 0xE0FFF);
    }

    private static boolean isIn(int character, int first, int last) {
        return character >= first && character <= last;
    }
}
