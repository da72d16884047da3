package dev.skytrove.lake.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import dev.skytrove.lake.ByteSlice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What {@link EventScanner} finds, found with a parser that others wrote. */
final class ReferenceScanner {
    static final long ABSENT = Long.MIN_VALUE;

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
    Numbered identity = Numbered.NONE;
    Numbered account = Numbered.NONE;
    Numbered sync = Numbered.NONE;

    private final String json;
    private final JsonParser parser;

    /** What an event that is no commit wraps. */
    private record Numbered(Slice object, long seq, String time) {
        static final Numbered NONE = new Numbered(Slice.NONE, ABSENT, "");
    }

    private ReferenceScanner(String json, JsonParser parser) {
        this.json = json;
        this.parser = parser;
    }

    /** @throws MalformedEventException if the frame is not one JSON object */
    static ReferenceScanner scan(byte[] bytes) throws MalformedEventException {
        String json = new String(bytes, StandardCharsets.UTF_8);
        if (!Utf8.isValid(ByteSlice.of(bytes)) || json.startsWith("\uFEFF")) {
            throw new MalformedEventException(MalformedReason.INVALID_JSON);
        }
        try (JsonParser parser = EventJson.parser(json)) {
            ReferenceScanner scanner = new ReferenceScanner(json, parser);
            scanner.frame();
            return scanner;
        } catch (IOException e) {
            throw new MalformedEventException(MalformedReason.INVALID_JSON);
        }
    }

    private void frame() throws IOException, MalformedEventException {
        JsonToken first = parser.nextToken();
        if (first != JsonToken.START_OBJECT) {
            throw new MalformedEventException(
                    first == null ? MalformedReason.INVALID_JSON : MalformedReason.NOT_AN_OBJECT);
        }
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            field(name);
        }
        if (parser.nextToken() != null) {
            throw new MalformedEventException(MalformedReason.INVALID_JSON);
        }
    }

    private void field(String name) throws IOException {
        switch (name) {
            case "kind" -> kind = text();
            case "did" -> did = text();
            case "time_us" -> timeUs = integer();
            case "commit" -> commit();
            case "identity" -> identity = numbered();
            case "account" -> account = numbered();
            case "sync" -> sync = numbered();
            default -> parser.skipChildren();
        }
    }

    private void commit() throws IOException {
        collection = "";
        rkey = "";
        rev = "";
        operation = "";
        cid = "";
        record = Slice.NONE;
        hasCommit = parser.hasToken(JsonToken.START_OBJECT);
        if (!hasCommit) {
            parser.skipChildren();
            return;
        }
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            commitField(name);
        }
    }

    private void commitField(String name) throws IOException {
        switch (name) {
            case "collection" -> collection = text();
            case "rkey" -> rkey = text();
            case "rev" -> rev = text();
            case "operation" -> operation = text();
            case "cid" -> cid = text();
            case "record" -> record = object();
            default -> parser.skipChildren();
        }
    }

    private Numbered numbered() throws IOException {
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            parser.skipChildren();
            return Numbered.NONE;
        }
        long seq = ABSENT;
        String time = "";
        int start = offset(parser.currentTokenLocation().getCharOffset());
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            switch (name) {
                case "seq" -> seq = integer();
                case "time" -> time = text();
                default -> parser.skipChildren();
            }
        }
        return new Numbered(new Slice(start, offset(parser.currentLocation().getCharOffset())), seq, time);
    }

    /** All that was found, to be compared. */
    List<Object> found() {
        return List.of(
                kind, did, timeUs, hasCommit, collection, rkey, rev, operation, cid, record, identity, account,
                sync);
    }

    /** The same of the other scanner. */
    static List<Object> found(EventScanner scanner, byte[] json) {
        return List.of(
                scanner.kind, TextSpan.decode(json, scanner.did), scanner.timeUs, scanner.hasCommit,
                TextSpan.decode(json, scanner.collection), TextSpan.decode(json, scanner.rkey),
                TextSpan.decode(json, scanner.rev), scanner.operation, TextSpan.decode(json, scanner.cid),
                scanner.record, found(scanner.identity, json), found(scanner.account, json),
                found(scanner.sync, json));
    }

    private static Numbered found(NumberedObject object, byte[] json) {
        return new Numbered(object.object(), object.seq(), TextSpan.decode(json, object.time()));
    }

    private Slice object() throws IOException {
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            parser.skipChildren();
            return Slice.NONE;
        }
        int start = offset(parser.currentTokenLocation().getCharOffset());
        parser.skipChildren();
        return new Slice(start, offset(parser.currentLocation().getCharOffset()));
    }

    private String text() throws IOException {
        if (parser.hasToken(JsonToken.VALUE_STRING)) {
            return parser.getText();
        }
        parser.skipChildren();
        return "";
    }

    private long integer() throws IOException {
        if (parser.hasToken(JsonToken.VALUE_NUMBER_INT) && parser.getNumberType() != NumberType.BIG_INTEGER) {
            return parser.getLongValue();
        }
        parser.skipChildren();
        return ABSENT;
    }

    /** Where a character begins, in bytes. */
    private int offset(long character) {
        return json.substring(0, Math.toIntExact(character)).getBytes(StandardCharsets.UTF_8).length;
    }
}
