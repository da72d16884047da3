package dev.skytrove.simulator.generator;

import dev.skytrove.simulator.generator.Dice.Purpose;
import dev.skytrove.simulator.json.JsonText;
import java.util.List;

/** Writes the records of posts. The fields of an object are in the order of their names, as on the real wire. */
final class PostWriter {
    private static final List<String> LABELS = List.of("porn", "nudity", "graphic-media", "!no-unauthenticated");
    private static final List<String> TAGS = List.of("photography", "gamedev", "写真", "poesia");

    private final Plan plan;
    private final Names names;
    private final EmbedWriter embeds;
    private final Texts texts;

    PostWriter(Plan plan, Names names, Texts texts) {
        this.plan = plan;
        this.names = names;
        this.embeds = new EmbedWriter(plan, names, texts);
        this.texts = texts;
    }

    /**
     * Writes a post.
     *
     * @param post the event that created it
     * @param index the event that tells of it: the same, or the one that changes it
     */
    void write(JsonText json, long post, long index) {
        Dice dice = plan.dice(index, Purpose.RECORD);
        PostText text = PostText.of(texts, plan.dice(index, Purpose.TEXT), names);
        json.raw("{\"$type\":\"app.bsky.feed.post\",");
        CreatedAt.any(json, plan.dice(post, Purpose.CREATED), plan.timeline().made(post));
        embeds.write(json, dice, index);
        facets(json, text.facets());
        labels(json, dice);
        strings(json, "langs", text.languages());
        reply(json, post);
        if (dice.perMille(15)) {
            strings(json, "tags", List.of(dice.pick(TAGS)));
        }
        json.raw("\"text\":").string(text.text()).character('}');
    }

    private void facets(JsonText json, List<Facet> facets) {
        if (facets.isEmpty()) {
            return;
        }
        json.raw("\"facets\":[");
        for (int i = 0; i < facets.size(); i++) {
            json.raw(i == 0 ? "" : ",").raw("{\"features\":[{\"$type\":\"app.bsky.richtext.facet#");
            meaning(json, facets.get(i).meaning());
            json.raw("}],\"index\":{\"byteEnd\":").number(facets.get(i).end());
            json.raw(",\"byteStart\":").number(facets.get(i).start()).raw("}}");
        }
        json.raw("],");
    }

    private void meaning(JsonText json, Facet.Meaning meaning) {
        switch (meaning) {
            case Facet.Link(String uri) -> json.raw("link\",\"uri\":").string(uri);
            case Facet.Tag(String tag) -> json.raw("tag\",\"tag\":").string(tag);
            case Facet.Mention(long account) -> {
                json.raw("mention\",\"did\":\"");
                names.did(json, account);
                json.character('"');
            }
        }
    }

    private static void labels(JsonText json, Dice dice) {
        if (dice.perMille(10)) {
            json.raw("\"labels\":{\"$type\":\"com.atproto.label.defs#selfLabels\",\"values\":[{\"val\":");
            json.string(dice.pick(LABELS)).raw("}]},");
        }
    }

    private void reply(JsonText json, long post) {
        if (!plan.isReply(post)) {
            return;
        }
        json.raw("\"reply\":{\"parent\":");
        names.reference(json, plan.parent(post), Kind.POST);
        json.raw(",\"root\":");
        names.reference(json, plan.root(post), Kind.POST);
        json.raw("},");
    }

    private static void strings(JsonText json, String name, List<String> values) {
        if (values.isEmpty()) {
            return;
        }
        json.character('"').raw(name).raw("\":[");
        for (int i = 0; i < values.size(); i++) {
            json.raw(i == 0 ? "" : ",").string(values.get(i));
        }
        json.raw("],");
    }
}
