package dev.skytrove.simulator.generator;

import dev.skytrove.simulator.json.JsonText;
import java.util.List;

/** Collections of other applications, or too rare to be a {@link Kind} of their own. */
enum ForeignLexicon {
    PLAY("fm.teal.alpha.feed.play"),
    TEAL_STATUS("fm.teal.alpha.actor.status"),
    THREAD_GATE("app.bsky.feed.threadgate"),
    ENTRY("com.whtwnd.blog.entry");

    private static final List<ForeignLexicon> ALL = List.of(values());
    private static final List<String> TRACKS = List.of("Slow Ferry", "Seven Lamps", "北の窓", "Não Chove Mais");

    private final String collection;

    ForeignLexicon(String collection) {
        this.collection = collection;
    }

    /** One of them. */
    static ForeignLexicon of(Dice dice) {
        return dice.pick(ALL);
    }

    String collection() {
        return collection;
    }

    /** Whether an account has just one such record, with the key {@code self}, that it changes again and again. */
    boolean isSingle() {
        return this == TEAL_STATUS;
    }

    /** Writes the rest of the record after its type and {@code createdAt}, with the closing brace. */
    void body(JsonText json, Dice dice) {
        switch (this) {
            case PLAY -> json.raw("\"duration\":").number(60 + dice.below(400)).raw(",\"trackName\":")
                    .string(dice.pick(TRACKS));
            case TEAL_STATUS -> json.raw("\"item\":{\"artists\":[],\"duration\":null,\"trackName\":")
                    .string(dice.pick(TRACKS)).character('}');
            case THREAD_GATE -> json.raw("\"allow\":[{\"$type\":\"app.bsky.feed.threadgate#followingRule\"}]");
            case ENTRY -> json.raw("\"content\":\"# ").raw("lorem ipsum ".repeat(20 + dice.below(200))).raw("\",")
                    .raw("\"visibility\":\"public\"");
        }
        json.character('}');
    }
}
