package dev.skytrove.simulator.generator;

import dev.skytrove.simulator.generator.Dice.Purpose;
import dev.skytrove.simulator.json.JsonText;

/** Writes the records of everything but posts. */
final class RecordWriter {
    private static final int VIA_PER_MILLE = 160;
    private final Plan plan;
    private final Names names;
    private final Texts texts;

    RecordWriter(Plan plan, Names names, Texts texts) {
        this.plan = plan;
        this.names = names;
        this.texts = texts;
    }

    /** A like or a repost of a post, now and then found through someone's repost. */
    void subjectRecord(JsonText json, long index, Kind kind) {
        Dice dice = plan.dice(index, Purpose.SUBJECT);
        begin(json, index, kind.collection());
        json.raw("\"subject\":");
        names.reference(json, plan.reference(Kind.POST, index, dice), Kind.POST);
        if (dice.perMille(VIA_PER_MILLE)) {
            json.raw(",\"via\":");
            names.reference(json, plan.reference(Kind.REPOST, index, dice), Kind.REPOST);
        }
        json.character('}');
    }

    /** A follow or a block of an account. */
    void accountRecord(JsonText json, long index, Kind kind) {
        begin(json, index, kind.collection());
        json.raw("\"subject\":\"");
        names.did(json, Plan.someAccount(plan.dice(index, Purpose.SUBJECT)));
        json.raw("\"}");
    }

    /** Puts an account on a list of the author's. */
    void listItem(JsonText json, long index) {
        Dice dice = plan.dice(index, Purpose.SUBJECT);
        begin(json, index, Kind.LIST_ITEM.collection());
        json.raw("\"list\":\"at://");
        names.did(json, plan.author(index, Kind.LIST_ITEM));
        json.raw("/app.bsky.graph.list/");
        Tid.write(json, plan.oldRef(dice).rkey());
        json.raw("\",\"subject\":\"");
        names.did(json, Plan.someAccount(dice));
        json.raw("\"}");
    }

    /** A profile; some say next to nothing. */
    void profile(JsonText json, long index) {
        Dice dice = plan.dice(index, Purpose.RECORD);
        json.raw("{\"$type\":\"app.bsky.actor.profile\"");
        if (dice.perMille(900)) {
            json.raw(",\"avatar\":");
            Names.blob(json, dice, "image/jpeg", 900_000);
        }
        if (dice.perMille(600)) {
            json.raw(",\"createdAt\":\"");
            IsoTime.millis(json, plan.timeline().made(index));
            json.character('"');
        }
        if (dice.perMille(800)) {
            json.raw(",\"description\":").string(texts.passage(dice).text());
        }
        json.raw(",\"displayName\":").string(names.handle(plan.author(index))).character('}');
    }

    /** A record of another application's collection. */
    void foreign(JsonText json, long index, ForeignLexicon lexicon, Dice dice) {
        begin(json, index, lexicon.collection());
        lexicon.body(json, dice);
    }

    private void begin(JsonText json, long index, String collection) {
        json.raw("{\"$type\":\"").raw(collection).raw("\",");
        CreatedAt.usual(json, plan.dice(index, Purpose.CREATED), plan.timeline().made(index));
    }
}
