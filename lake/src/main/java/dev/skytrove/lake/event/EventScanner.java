package dev.skytrove.lake.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;

/**
 * One pass over a frame that finds the fields of its header, and where its record or account object lies. What is not
 * descended into is skipped without decoding a character.
 *
 * <p>What was absent or of a wrong type is an empty text, the number {@link #ABSENT} or the object {@link Slice#NONE}.
 * The last of several fields with one name counts.
 */
final class EventScanner {
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
    Slice identity = Slice.NONE;
    long identitySeq = ABSENT;
    Slice account = Slice.NONE;
    long accountSeq = ABSENT;
    long syncSeq = ABSENT;

    private final JsonParser parser;
    private long seq;

    private EventScanner(JsonParser parser) {
        this.parser = parser;
    }

    /** @throws MalformedEventException if the frame is not one JSON object */
    static EventScanner scan(byte[] json) throws MalformedEventException {
        if (!Utf8.isValid(json)) {
            throw new MalformedEventException(MalformedReason.INVALID_JSON);
        }
        try (JsonParser parser = EventJson.parser(json)) {
            EventScanner scanner = new EventScanner(parser);
            scanner.frame();
            return scanner;
        } catch (StreamConstraintsException e) {
            throw new MalformedEventException(MalformedReason.LIMIT_EXCEEDED);
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
            case "identity" -> {
                identity = account();
                identitySeq = seq;
            }
            case "account" -> {
                account = account();
                accountSeq = seq;
            }
            case "sync" -> {
                account();
                syncSeq = seq;
            }
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

    /** Leaves the object's sequence number in {@link #seq}. */
    private Slice account() throws IOException {
        seq = ABSENT;
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            parser.skipChildren();
            return Slice.NONE;
        }
        int start = offset(parser.currentTokenLocation().getByteOffset());
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            if (name.equals("seq")) {
                seq = integer();
            } else {
                parser.skipChildren();
            }
        }
        return new Slice(start, offset(parser.currentLocation().getByteOffset()));
    }

    private Slice object() throws IOException {
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            parser.skipChildren();
            return Slice.NONE;
        }
        int start = offset(parser.currentTokenLocation().getByteOffset());
        parser.skipChildren();
        return new Slice(start, offset(parser.currentLocation().getByteOffset()));
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

    private static int offset(long offset) {
        return Math.toIntExact(offset);
    }
}
