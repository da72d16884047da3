package dev.skytrove.lake.event;

/**
 * One pass over a frame that finds the fields of its header, and where its record or account object lies. What is not
 * descended into is skipped without decoding a character.
 *
 * <p>What was absent or of a wrong type is an empty text, the number {@link #ABSENT} or the object {@link Slice#NONE}.
 * The last of several fields with one name counts.
 */
final class EventScanner {
    static final long ABSENT = JsonCursor.NO_INTEGER;

    private static final Names FIELDS =
            Names.of("did", "time_us", "kind", "commit", "identity", "account", "sync");
    private static final Names COMMIT_FIELDS = Names.of("rev", "operation", "collection", "rkey", "record", "cid");
    private static final Names NUMBERED_FIELDS = Names.of("seq");
    private static final Names KINDS = Names.of("commit", "identity", "account");
    private static final Names OPERATIONS = Names.of("create", "delete", "update");
    private static final Names COLLECTIONS = Names.of(
            "app.bsky.feed.like", "app.bsky.feed.post", "app.bsky.feed.repost", "app.bsky.graph.follow");

    String kind = "";
    String did = "";
    long timeUs = ABSENT;
    boolean hasCommit;
    String collection = "";
    String rkey = "";
    String rev = "";
    String operation = "";
    String cid = "";
    Slice record = Slice.NONE;
    Slice identity = Slice.NONE;
    long identitySeq = ABSENT;
    Slice account = Slice.NONE;
    long accountSeq = ABSENT;
    long syncSeq = ABSENT;

    private final JsonCursor json;
    private long seq;

    private EventScanner(JsonCursor json) {
        this.json = json;
    }

    /** @throws MalformedEventException if the frame is not one JSON object */
    static EventScanner scan(byte[] json) throws MalformedEventException {
        if (!Utf8.isValid(json)) {
            throw new MalformedEventException(MalformedReason.INVALID_JSON);
        }
        EventScanner scanner = new EventScanner(new JsonCursor(json));
        scanner.frame();
        return scanner;
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
            case "did" -> did = json.text(Names.NONE);
            case "time_us" -> timeUs = json.integer();
            case "commit" -> commit();
            case "identity" -> {
                identity = numbered();
                identitySeq = seq;
            }
            case "account" -> {
                account = numbered();
                accountSeq = seq;
            }
            case "sync" -> {
                numbered();
                syncSeq = seq;
            }
            default -> json.skip();
        }
    }

    private void commit() throws MalformedEventException {
        collection = "";
        rkey = "";
        rev = "";
        operation = "";
        cid = "";
        record = Slice.NONE;
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
            case "collection" -> collection = json.text(COLLECTIONS);
            case "rkey" -> rkey = json.text(Names.NONE);
            case "rev" -> rev = json.text(Names.NONE);
            case "operation" -> operation = json.text(OPERATIONS);
            case "cid" -> cid = json.text(Names.NONE);
            case "record" -> record = json.object();
            default -> json.skip();
        }
    }

    /** Leaves the object's sequence number in {@link #seq}. */
    private Slice numbered() throws MalformedEventException {
        seq = ABSENT;
        if (!json.isObject()) {
            json.skip();
            return Slice.NONE;
        }
        int start = json.position();
        json.enterObject();
        while (json.nextField(NUMBERED_FIELDS)) {
            if (json.name().equals("seq")) {
                seq = json.integer();
            } else {
                json.skip();
            }
        }
        return new Slice(start, json.objectEnd());
    }
}
