package dev.skytrove.simulator.generator;

import dev.skytrove.simulator.json.JsonText;

/** What clients claim about when a record was made: mostly right, in mostly one form, and now and then anything. */
final class CreatedAt {
    private static final int ODD_PER_MILLE = 15;
    private static final long HOUR_US = 3_600_000_000L;

    private CreatedAt() {}

    /** Writes the usual field {@code "createdAt":"…",}. */
    static void usual(JsonText json, Dice dice, long made) {
        json.raw("\"createdAt\":\"");
        IsoTime.millis(json, made - dice.below(1_500_000));
        json.raw("\",");
    }

    /** Writes the usual field, or rarely an odd one, or none. */
    static void any(JsonText json, Dice dice, long made) {
        if (!dice.perMille(ODD_PER_MILLE)) {
            usual(json, dice, made);
            return;
        }
        int form = dice.below(12);
        if (form > 0) {
            json.raw("\"createdAt\":\"");
            odd(json, form, made);
            json.raw("\",");
        }
    }

    private static void odd(JsonText json, int form, long made) {
        switch (form) {
            case 1 -> json.raw("1970-01-01T00:00:00.000Z");
            case 2 -> json.raw("2999-12-31T23:59:59.999Z");
            case 3 -> json.raw("yesterday");
            case 4 -> IsoTime.date(json, made);
            case 5 -> withSeconds(json, made, "");
            case 6 -> withSeconds(json, made + 9 * HOUR_US, ".5+09:00");
            case 7 -> withSeconds(json, made - 3 * HOUR_US, "-0300");
            case 8 -> withSeconds(json, made, ".123456789Z");
            case 9 -> {
                IsoTime.date(json, made);
                json.raw("t12:00:00z");
            }
            case 10 -> {
                IsoTime.minutes(json, made, ' ');
                json.raw(":00Z");
            }
            default -> {
                IsoTime.minutes(json, made, 'T');
                json.character('Z');
            }
        }
    }

    private static void withSeconds(JsonText json, long made, String rest) {
        IsoTime.seconds(json, made);
        json.raw(rest);
    }
}
