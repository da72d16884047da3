package dev.skytrove.importer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.skytrove.lake.ByteSlice;
import dev.skytrove.query.keys.RecordKeyTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A row of texts made an event, as Jetstream would have sent it. Its {@code rev}, which the row does not have, is its key, where
 * that is a TID: no later change has a lower one.
 */
final class RawSyncEvent {
    /** What a row may have, and the lake has a place for. */
    static final List<String> COLUMNS = List.of(
            "uri", "cid", "author", "created_at", "synctimestamp", "record_type", "py_type", "text", "subject", "reply", "langs",
            "tags", "labels", "embed", "facets", "entities");

    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern URI = Pattern.compile("at://(did:[^/\\s]+)/([a-zA-Z0-9.-]+)/([^/\\s]+)");
    private static final Pattern TIME = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})[-T ](\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?)(Z|\\+00:?00)?");
    private static final Pattern UNDERSCORE = Pattern.compile("_([a-z])");
    private static final String TYPE = "$type";

    private final Optional<String> fault;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<String> unmapped = new ArrayList<>();

    private RawSyncEvent(Optional<String> fault) {
        this.fault = fault;
    }

    /** Of a row that was not read. */
    static RawSyncEvent none() {
        return new RawSyncEvent(Optional.empty());
    }

    /** Of a row, as a JSON object of texts and nulls. */
    static RawSyncEvent of(ByteSlice row) throws IOException {
        Map<String, String> values = values(row);
        Matcher uri = URI.matcher(values.getOrDefault("uri", ""));
        if (!uri.matches()) {
            return new RawSyncEvent(Optional.of("no_uri"));
        }
        if (!values.getOrDefault("author", uri.group(1)).equals(uri.group(1))) {
            return new RawSyncEvent(Optional.of("other_author"));
        }
        Optional<Instant> time = time(values.getOrDefault("synctimestamp", ""));
        if (time.isEmpty()) {
            return new RawSyncEvent(Optional.of("no_time"));
        }
        RawSyncEvent event = new RawSyncEvent(Optional.empty());
        try (JsonGenerator json = JSON.createGenerator(event.bytes)) {
            event.write(json, uri, time.get(), values);
        }
        return event;
    }

    /** Why the row is none; empty if it is one. */
    Optional<String> fault() {
        return fault;
    }

    /** The event. */
    ByteSlice json() {
        return ByteSlice.of(bytes.toByteArray());
    }

    /** Columns whose values have no place in the event, or do not say what they should. */
    List<String> unmapped() {
        return List.copyOf(unmapped);
    }

    private static Map<String, String> values(ByteSlice row) throws IOException {
        Map<String, String> values = new HashMap<>();
        try (JsonParser json = JSON.createParser(row.array(), row.start(), row.length())) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken() == JsonToken.VALUE_STRING && !json.getText().isEmpty()) {
                    values.put(name, json.getText());
                }
            }
        }
        return values;
    }

    private static Optional<Instant> time(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.parse(time.group(1) + "T" + time.group(2), DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                    .toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private void write(JsonGenerator json, Matcher uri, Instant time, Map<String, String> values) throws IOException {
        String key = uri.group(3);
        json.writeStartObject();
        json.writeStringField("did", uri.group(1));
        json.writeNumberField("time_us", ChronoUnit.MICROS.between(Instant.EPOCH, time));
        json.writeStringField("kind", "commit");
        json.writeObjectFieldStart("commit");
        json.writeStringField("rev", RecordKeyTime.of(uri.group()).isPresent() ? key : RecordKeyTime.first(time));
        json.writeStringField("operation", "create");
        json.writeStringField("collection", uri.group(2));
        json.writeStringField("rkey", key);
        json.writeObjectFieldStart("record");
        record(json, uri.group(2), values);
        json.writeEndObject();
        if (values.containsKey("cid")) {
            json.writeStringField("cid", values.get("cid"));
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private void record(JsonGenerator json, String collection, Map<String, String> values) throws IOException {
        json.writeStringField(TYPE, collection);
        String created = values.getOrDefault("created_at", "");
        if (!created.isEmpty()) {
            json.writeStringField("createdAt", time(created).map(Instant::toString).orElse(created));
        }
        if (values.containsKey("text")) {
            json.writeStringField("text", values.get("text"));
        }
        for (String column : List.of("langs", "tags")) {
            list(json, column, values);
        }
        for (String column : List.of("reply", "embed", "facets", "entities")) {
            structure(json, column, values);
        }
        labels(json, values);
        subject(json, collection, values);
    }

    /** JSON, or texts with commas between them. */
    private void list(JsonGenerator json, String column, Map<String, String> values) throws IOException {
        String value = values.getOrDefault(column, "").strip();
        if (value.startsWith("[")) {
            structure(json, column, values);
        } else if (!value.isEmpty()) {
            json.writeArrayFieldStart(column);
            for (String element : value.split(",", -1)) {
                json.writeString(element.strip());
            }
            json.writeEndArray();
        }
    }

    /** A record's own form, or what is in it, texts with commas between them. */
    private void labels(JsonGenerator json, Map<String, String> values) throws IOException {
        String value = values.getOrDefault("labels", "").strip();
        if (value.startsWith("{")) {
            structure(json, "labels", values);
        } else if (value.startsWith("[")) {
            unmapped.add("labels");
        } else if (!value.isEmpty()) {
            json.writeObjectFieldStart("labels");
            json.writeStringField(TYPE, "com.atproto.label.defs#selfLabels");
            json.writeArrayFieldStart("values");
            for (String element : value.split(",", -1)) {
                json.writeStartObject();
                json.writeStringField("val", element.strip());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    /** Of a like or repost a post, by its URI or with more; of a follow or block an account. */
    private void subject(JsonGenerator json, String collection, Map<String, String> values) throws IOException {
        String value = values.getOrDefault("subject", "").strip();
        if (value.startsWith("{")) {
            structure(json, "subject", values);
        } else if (value.startsWith("at://") && collection.startsWith("app.bsky.feed.")) {
            json.writeObjectFieldStart("subject");
            json.writeStringField("uri", value);
            json.writeEndObject();
        } else if (value.startsWith("did:")) {
            json.writeStringField("subject", value);
        } else if (!value.isEmpty()) {
            unmapped.add("subject");
        }
    }

    /** What is JSON already; an object of a kind that is not told is kept, and makes no columns. */
    private void structure(JsonGenerator json, String column, Map<String, String> values) throws IOException {
        String value = values.getOrDefault(column, "").strip();
        if (value.isEmpty() || value.equals("null")) {
            return;
        }
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        boolean typed = false;
        try (JsonParser parser = JSON.createParser(value);
                JsonGenerator copied = JSON.createGenerator(copy)) {
            int depth = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    String name = name(parser.currentName());
                    typed |= depth == 1 && name.equals(TYPE);
                    copied.writeFieldName(name);
                } else {
                    depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                    copied.copyCurrentEvent(parser);
                }
            }
        } catch (IOException e) {
            unmapped.add(column);
            return;
        }
        if (value.charAt(0) != '{' && value.charAt(0) != '[') {
            unmapped.add(column);
            return;
        }
        if (column.equals("embed") && !typed) {
            unmapped.add(column);
        }
        json.writeFieldName(column);
        json.writeRawValue(copy.toString(StandardCharsets.UTF_8));
    }

    /** The lexicon's name of a member that was written by other conventions: {@code py_type}, {@code byte_start}. */
    private static String name(String member) {
        return member.equals("py_type")
                ? TYPE
                : UNDERSCORE.matcher(member).replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT));
    }
}
