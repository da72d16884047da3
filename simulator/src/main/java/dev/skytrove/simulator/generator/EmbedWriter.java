package dev.skytrove.simulator.generator;

import java.util.List;

/** Writes what is attached to posts. */
final class EmbedWriter {
    private static final List<String> ALTS = List.of(
            "", "", "", "A cat asleep on a keyboard", "A chart with \"two\" axes & <no> labels", "夕焼けの海",
            "Ponte de ferro à noite");
    private static final List<String> TITLES = List.of(
            "How the harbour bridge was mended", "Rain again: what the week brings", "Seven recipes with bread",
            "新しい図書館の話", "A release with fewer surprises & more tests", "Video: the slow train north");

    private final Plan plan;
    private final Names names;

    EmbedWriter(Plan plan, Names names) {
        this.plan = plan;
        this.names = names;
    }

    /** Writes the field {@code "embed":{…},} of the posts that have one. */
    void write(JsonText json, Dice dice, long index) {
        int roll = dice.below(1000);
        if (roll >= 420) {
            return;
        }
        json.raw("\"embed\":");
        if (roll < 200) {
            images(json, dice);
        } else if (roll < 310) {
            external(json, dice);
        } else if (roll < 345) {
            video(json, dice);
        } else if (roll < 400) {
            record(json, dice, index);
        } else {
            recordWithMedia(json, dice, index);
        }
        json.character(',');
    }

    private static void images(JsonText json, Dice dice) {
        json.raw("{\"$type\":\"app.bsky.embed.images\",\"images\":[");
        int count = dice.perMille(700) ? 1 : 2 + dice.below(3);
        for (int i = 0; i < count; i++) {
            json.raw(i == 0 ? "" : ",").raw("{\"alt\":").string(dice.pick(ALTS)).character(',');
            aspectRatio(json, dice);
            json.raw(",\"image\":");
            Names.blob(json, dice, "image/jpeg", 900_000);
            json.character('}');
        }
        json.raw("]}");
    }

    private static void external(JsonText json, Dice dice) {
        String title = dice.pick(TITLES);
        json.raw("{\"$type\":\"app.bsky.embed.external\",\"external\":{\"description\":");
        json.string(dice.perMille(300) ? "" : title + ", and what came of it in the end");
        if (dice.perMille(800)) {
            json.raw(",\"thumb\":");
            Names.blob(json, dice, "image/jpeg", 400_000);
        }
        json.raw(",\"title\":").string(title).raw(",\"uri\":\"https://example.com/read/");
        json.raw(Long.toString(dice.bits() >>> 20, 36)).raw("\"}}");
    }

    private static void video(JsonText json, Dice dice) {
        json.raw("{\"$type\":\"app.bsky.embed.video\",\"alt\":").string(dice.pick(ALTS)).character(',');
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

    private static void aspectRatio(JsonText json, Dice dice) {
        json.raw("\"aspectRatio\":{\"height\":").number(200 + dice.below(1800));
        json.raw(",\"width\":").number(200 + dice.below(1800)).character('}');
    }
}
