package dev.skytrove.lake.event;

import dev.skytrove.lake.ByteSlice;

/**
 * One pass over a frame that finds the fields of its header, and where its record or account object lies. What is not
 * descended into is skipped without decoding a character.
 *
 * <p>Texts that are not among a few are found as a {@link TextSpan}. What was absent or of a wrong type is an empty text,
 * the number {@link #ABSENT} or the object {@link Slice#NONE}. The last of several fields with one name counts.
 */
final class EventScanner {
    static final long ABSENT = JsonCursor.NO_INTEGER;

    private static final KnownNames FIELDS =
            KnownNames.of("did", "time_us", "kind", "commit", "identity", "account", "sync");
    private static final KnownNames COMMIT_FIELDS = KnownNames.of("rev", "operation", "collection", "rkey", "record", "cid");
    private static final KnownNames NUMBERED_FIELDS = KnownNames.of("seq", "time");
    private static final KnownNames KINDS = KnownNames.of("commit", "identity", "account");
    private static final KnownNames OPERATIONS = KnownNames.of("create", "delete", "update");

    String kind = "";
    long did = TextSpan.NONE;
    long timeUs = ABSENT;
    boolean hasCommit;
    long collection = TextSpan.NONE;
    long rkey = TextSpan.NONE;
    long rev = TextSpan.NONE;
    String operation = "";
    long cid = TextSpan.NONE;
    Slice record = Slice.NONE;
    NumberedObject identity = NumberedObject.NONE;
    NumberedObject account = NumberedObject.NONE;
    NumberedObject sync = NumberedObject.NONE;

    private final JsonCursor json = new JsonCursor();

    /** @throws MalformedEventException if the frame is not one JSON object */
    static EventScanner of(ByteSlice frame) throws MalformedEventException {
        EventScanner scanner = new EventScanner();
        scanner.scan(frame);
        return scanner;
    }

    /**
     * Finds the fields of a frame, and forgets those of the one before.
     *
     * @throws MalformedEventException if it is not one JSON object
     */
    void scan(ByteSlice frame) throws MalformedEventException {
        kind = "";
        did = TextSpan.NONE;
        timeUs = ABSENT;
        hasCommit = false;
        forgetCommit();
        identity = NumberedObject.NONE;
        account = NumberedObject.NONE;
        sync = NumberedObject.NONE;
        json.start(frame);
        frame();
        if (json.mayBeBeyondAscii() && !Utf8.isValid(frame)) {
            throw new MalformedEventException(MalformedReason.INVALID_JSON);
        }
    }

    private void forgetCommit() {
        collection = TextSpan.NONE;
        rkey = TextSpan.NONE;
        rev = TextSpan.NONE;
        operation = "";
        cid = TextSpan.NONE;
        record = Slice.NONE;
    }

    private void frame() throws MalformedEventException {
        if (!json.isObject()) {
            throw new MalformedEventException(
                    json.isValue() ? MalformedReason.NOT_AN_OBJECT : MalformedReason.INVALID_JSON);
        }
        json.enterObject();
        while (json.nextField(FIELDS)) {
            field(json.name());
        }
        if (!json.isAtEnd()) {
            throw new MalformedEventException(MalformedReason.INVALID_JSON);
        }
    }

    private void field(String name) throws MalformedEventException {
        switch (name) {
            case "kind" -> kind = json.text(KINDS);
            case "did" -> did = json.text();
            case "time_us" -> timeUs = json.integer();
            case "commit" -> commit();
            case "identity" -> identity = numbered();
            case "account" -> account = numbered();
            case "sync" -> sync = numbered();
            default -> json.skip();
        }
    }

    private void commit() throws MalformedEventException {
        forgetCommit();
        hasCommit = json.isObject();
        if (!hasCommit) {
            json.skip();
            return;
        }
        json.enterObject();
        while (json.nextField(COMMIT_FIELDS)) {
            commitField(json.name());
        }
    }

    private void commitField(String name) throws MalformedEventException {
        switch (name) {
            case "collection" -> collection = json.text();
            case "rkey" -> rkey = json.text();
            case "rev" -> rev = json.text();
            case "operation" -> operation = json.text(OPERATIONS);
            case "cid" -> cid = json.text();
            case "record" -> record = json.object();
            default -> json.skip();
        }
    }

    private NumberedObject numbered() throws MalformedEventException {
        if (!json.isObject()) {
            json.skip();
            return NumberedObject.NONE;
        }
        long seq = ABSENT;
        long time = TextSpan.NONE;
        int start = json.position();
        json.enterObject();
        while (json.nextField(NUMBERED_FIELDS)) {
            switch (json.name()) {
                case "seq" -> seq = json.integer();
                case "time" -> time = json.text();
                default -> json.skip();
            }
        }
        return new NumberedObject(new Slice(start, json.objectEnd()), seq, time);
    }
}
