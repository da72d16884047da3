package dev.skytrove.simulator.generator;

import dev.skytrove.simulator.json.JsonText;

/** Writes what is attached to posts. */
final class EmbedWriter {
    private static final int ALT_PER_MILLE = 250;
    private static final int LONGEST_TITLE = 70;

    private final Plan plan;
    private final Names names;
    private final Texts texts;

    EmbedWriter(Plan plan, Names names, Texts texts) {
        this.plan = plan;
        this.names = names;
        this.texts = texts;
    }

    /** Writes the field {@code "embed":{…},} of the posts that have one. */
    void write(JsonText json, Dice dice, long index) {
        int roll = dice.below(1000);
        if (roll >= 330) {
            return;
        }
        json.raw("\"embed\":");
        if (roll < 160) {
            images(json, dice);
        } else if (roll < 240) {
            external(json, dice);
        } else if (roll < 265) {
            video(json, dice);
        } else if (roll < 315) {
            record(json, dice, index);
        } else {
            recordWithMedia(json, dice, index);
        }
        json.character(',');
    }

    private void images(JsonText json, Dice dice) {
        json.raw("{\"$type\":\"app.bsky.embed.images\",\"images\":[");
        int count = dice.perMille(700) ? 1 : 2 + dice.below(3);
        for (int i = 0; i < count; i++) {
            json.raw(i == 0 ? "" : ",").raw("{\"alt\":").string(alt(dice)).character(',');
            aspectRatio(json, dice);
            json.raw(",\"image\":");
            Names.blob(json, dice, "image/jpeg", 900_000);
            json.character('}');
        }
        json.raw("]}");
    }

    private void external(JsonText json, Dice dice) {
        json.raw("{\"$type\":\"app.bsky.embed.external\",\"external\":{\"description\":");
        json.string(dice.perMille(500) ? "" : texts.passage(dice).text());
        if (dice.perMille(800)) {
            json.raw(",\"thumb\":");
            Names.blob(json, dice, "image/jpeg", 400_000);
        }
        json.raw(",\"title\":").string(title(dice)).raw(",\"uri\":\"https://example.com/read/");
        json.raw(Long.toString(dice.bits() >>> 20, 36)).raw("\"}}");
    }

    private void video(JsonText json, Dice dice) {
        json.raw("{\"$type\":\"app.bsky.embed.video\",\"alt\":").string(alt(dice)).character(',');
        aspectRatio(json, dice);
        json.raw(",\"video\":");
        Names.blob(json, dice, "video/mp4", 40_000_000);
        json.character('}');
    }

    private void record(JsonText json, Dice dice, long index) {
        json.raw("{\"$type\":\"app.bsky.embed.record\",\"record\":");
        names.reference(json, plan.reference(Kind.POST, index, dice), Kind.POST);
        json.character('}');
    }

    private void recordWithMedia(JsonText json, Dice dice, long index) {
        json.raw("{\"$type\":\"app.bsky.embed.recordWithMedia\",\"media\":");
        switch (dice.below(4)) {
            case 0 -> external(json, dice);
            case 1 -> video(json, dice);
            default -> images(json, dice);
        }
        json.raw(",\"record\":");
        record(json, dice, index);
        json.character('}');
    }

    /** Most people describe no image. */
    private String alt(Dice dice) {
        return dice.perMille(ALT_PER_MILLE) ? texts.passage(dice).text() : "";
    }

    private String title(Dice dice) {
        String text = texts.passage(dice).text();
        int end = Math.min(text.length(), LONGEST_TITLE);
        // Not in the midst of a pair.
        return text.substring(0, end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }

    private static void aspectRatio(JsonText json, Dice dice) {
        json.raw("\"aspectRatio\":{\"height\":").number(200 + dice.below(1800));
        json.raw(",\"width\":").number(200 + dice.below(1800)).character('}');
    }
}
