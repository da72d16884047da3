package dev.skytrove.simulator.generator;

import dev.skytrove.simulator.generator.Dice.Purpose;
import dev.skytrove.simulator.json.JsonText;
import java.util.List;

/** Writes the names by which accounts, records and blobs are known. */
final class Names {
    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
    private static final List<String> FIRST = List.of(
            "amber", "birch", "cedar", "dune", "ember", "fern", "harbor", "indigo", "juniper", "kelp", "larch",
            "maple", "north", "opal", "pebble", "quiet", "river", "sable", "tidal", "violet", "willow", "zephyr");
    private static final List<String> SECOND = List.of(
            "anchor", "badger", "comet", "drifter", "engine", "falcon", "garden", "heron", "island", "jackdaw",
            "kettle", "lantern", "meadow", "needle", "otter", "pilot", "quill", "robin", "signal", "teapot",
            "umbra", "walker");

    private final Plan plan;

    Names(Plan plan) {
        this.plan = plan;
    }

    /** The DID of an account: {@code did:plc:} and 24 characters. */
    void did(JsonText json, long account) {
        Dice dice = plan.dice(account, Purpose.DID);
        json.raw("did:plc:");
        base32(json, dice.bits(), 12);
        base32(json, dice.bits(), 12);
    }

    /** The handle of an account; no other has the same. */
    String handle(long account) {
        Dice dice = plan.dice(account, Purpose.HANDLE);
        String name = dice.pick(FIRST) + "-" + dice.pick(SECOND) + Long.toString(account, 36);
        return name + (dice.perMille(850) ? ".bsky.social" : ".example.org");
    }

    /** Where a site begins that nobody has. */
    static String site(Dice dice) {
        return "https://" + dice.pick(FIRST) + dice.pick(SECOND) + ".example.org/";
    }

    /** A reference to a record, {@code {"cid":…,"uri":…}}. */
    void reference(JsonText json, RecordRef record, Kind kind) {
        json.raw("{\"cid\":\"");
        recordCid(json, record.content());
        json.raw("\",\"uri\":\"at://");
        did(json, record.account());
        json.character('/').raw(kind.collection()).character('/');
        Tid.write(json, record.rkey());
        json.raw("\"}");
    }

    /** A reference to an uploaded file, {@code {"$type":"blob",…}}. */
    static void blob(JsonText json, Dice dice, String mimeType, int largest) {
        json.raw("{\"$type\":\"blob\",\"ref\":{\"$link\":\"");
        blobCid(json, dice.bits());
        json.raw("\"},\"mimeType\":\"").raw(mimeType).raw("\",\"size\":");
        json.number(1000 + dice.below(largest)).character('}');
    }

    /** A CID of a record, version 1, DAG-CBOR, SHA-256, out of 64 bits that stand for its content. */
    static void recordCid(JsonText json, long content) {
        json.raw("bafyrei");
        digest(json, content);
    }

    /** A CID of a blob, version 1, raw, SHA-256, out of 64 bits that stand for its content. */
    private static void blobCid(JsonText json, long content) {
        json.raw("bafkrei");
        digest(json, content);
    }

    /** A digest's 256 bits in 52 characters; the first also ends the length before it, the last is padded. */
    private static void digest(JsonText json, long content) {
        Dice dice = Dice.of(content);
        json.character(BASE32.charAt(dice.below(8)));
        for (int i = 0; i < 5; i++) {
            base32(json, dice.bits(), 10);
        }
        json.character(BASE32.charAt(4 * dice.below(8)));
    }

    private static void base32(JsonText json, long bits, int characters) {
        for (int i = 0; i < characters; i++) {
            json.character(BASE32.charAt((int) (bits >>> (5 * i)) & 31));
        }
    }
}
