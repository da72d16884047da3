package dev.skytrove.simulator.generator;

import dev.skytrove.simulator.generator.Dice.Purpose;
import dev.skytrove.simulator.json.JsonText;
import java.util.List;

/** Writes whole events as Jetstream v1 lays them out. */
final class EventWriter {
    private static final long FIRST_SEQUENCE = 31_000_000_000L;
    private static final List<String> STATUSES = List.of("deactivated", "deleted", "takendown", "suspended");

    private final JsonText json;
    private final Plan plan;
    private final Names names;
    private final RecordWriter records;
    private final PostWriter posts;
    private final long skew;

    /** @param skew how far the server's clock is ahead, in microseconds */
    EventWriter(JsonText json, Plan plan, Texts texts, long skew) {
        this.json = json;
        this.plan = plan;
        this.names = new Names(plan);
        this.records = new RecordWriter(plan, names, texts);
        this.posts = new PostWriter(plan, names, texts);
        this.skew = skew;
    }

    /** Appends the event at an index. */
    void write(long index) {
        Kind kind = plan.kind(index);
        long author = plan.author(index, kind);
        json.raw("{\"did\":\"");
        names.did(json, author);
        json.raw("\",\"time_us\":").number(plan.timeline().seen(index) + skew).raw(",\"kind\":\"");
        switch (kind) {
            case LIKE, REPOST -> {
                create(index, kind);
                records.subjectRecord(json, index, kind);
                cid(index);
            }
            case FOLLOW, BLOCK -> {
                create(index, kind);
                records.accountRecord(json, index, kind);
                cid(index);
            }
            case LIST_ITEM -> {
                create(index, kind);
                records.listItem(json, index);
                cid(index);
            }
            case POST -> {
                create(index, kind);
                posts.write(json, index, index);
                cid(index);
            }
            case POST_UPDATE -> {
                long post = plan.target(index, kind);
                commit(index, "update", kind.collection(), plan.rkey(post));
                posts.write(json.raw(",\"record\":"), post, index);
                cid(index);
            }
            case DELETE -> delete(index);
            case PROFILE -> {
                self(index, plan.dice(index, Purpose.RECORD).perMille(100) ? "create" : "update", kind.collection());
                records.profile(json, index);
                cid(index);
            }
            case FOREIGN -> foreign(index);
            case IDENTITY -> identity(index, author);
            case ACCOUNT -> account(index, author);
        }
        json.character('}');
    }

    private void create(long index, Kind kind) {
        commit(index, "create", kind.collection(), plan.rkey(index));
        json.raw(",\"record\":");
    }

    private void delete(long index) {
        long target = plan.target(index, Kind.DELETE);
        commit(index, "delete", plan.kind(target).collection(), plan.rkey(target));
        json.character('}');
    }

    private void foreign(long index) {
        Dice dice = plan.dice(index, Purpose.RECORD);
        ForeignLexicon lexicon = ForeignLexicon.of(dice);
        if (lexicon.isSingle()) {
            self(index, "update", lexicon.collection());
        } else {
            commit(index, "create", lexicon.collection(), plan.rkey(index));
            json.raw(",\"record\":");
        }
        records.foreign(json, index, lexicon, dice);
        cid(index);
    }

    private void commit(long index, String operation, String collection, long rkey) {
        beginCommit(index, operation, collection);
        Tid.write(json, rkey);
        json.character('"');
    }

    private void self(long index, String operation, String collection) {
        beginCommit(index, operation, collection);
        json.raw("self\",\"record\":");
    }

    private void beginCommit(long index, String operation, String collection) {
        json.raw("commit\",\"commit\":{\"rev\":\"");
        Tid.write(json, plan.rev(index));
        json.raw("\",\"operation\":\"").raw(operation).raw("\",\"collection\":\"").raw(collection);
        json.raw("\",\"rkey\":\"");
    }

    private void cid(long index) {
        json.raw(",\"cid\":\"");
        Names.recordCid(json, plan.ref(index).content());
        json.raw("\"}");
    }

    private void identity(long index, long author) {
        json.raw("identity\",\"identity\":{\"did\":\"");
        names.did(json, author);
        // Servers leave the handle out where only keys or endpoints changed.
        if (plan.dice(index, Purpose.RECORD).perMille(800)) {
            json.raw("\",\"handle\":\"").raw(names.handle(author));
        }
        sequence(index, "");
    }

    private void account(long index, long author) {
        Dice dice = plan.dice(index, Purpose.RECORD);
        boolean active = dice.perMille(700);
        json.raw("account\",\"account\":{\"active\":").raw(Boolean.toString(active)).raw(",\"did\":\"");
        names.did(json, author);
        sequence(index, active ? "" : "\"status\":\"" + dice.pick(STATUSES) + "\",");
    }

    private void sequence(long index, String status) {
        json.raw("\",\"seq\":").number(FIRST_SEQUENCE + index).character(',').raw(status).raw("\"time\":\"");
        IsoTime.millis(json, plan.timeline().revised(index));
        json.raw("\"}");
    }
}
