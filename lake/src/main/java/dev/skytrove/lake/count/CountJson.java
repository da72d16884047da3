package dev.skytrove.lake.count;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.skytrove.lake.HourKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/** The form of {@link EventTotal#NAME}: the sum first, then an hour a line. Members that are not known are left out. */
final class CountJson {
    /** The only version that is written and understood. */
    private static final int VERSION = 1;

    /** The member behind the head. */
    private static final String EACH = "each";

    private int version;
    private String countedAt = "";
    private String until = "";
    private int hours = -1;
    private int uncounted = -1;
    private long events = -1;
    private final SortedMap<HourKey, CountedHours.Hour> each = new TreeMap<>();

    private CountJson() {}

    static byte[] write(CountedHours counted) {
        EventTotal total = counted.total();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(content)) {
            json.writeStartObject();
            json.writeNumberField("version", VERSION);
            json.writeStringField("counted_at", total.countedAt().toString());
            json.writeStringField("until", total.until().start().toString());
            json.writeNumberField("hours", total.hours());
            json.writeNumberField("uncounted_hours", total.uncounted());
            json.writeNumberField("events", total.events());
            json.writeArrayFieldStart(EACH);
            for (var hour : counted.hours().entrySet()) {
                json.writeRaw('\n');
                json.writeStartObject();
                json.writeStringField("hour", hour.getKey().start().toString());
                json.writeStringField("files", hour.getValue().files());
                json.writeNumberField("events", hour.getValue().events());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot be written", e);
        }
        return content.toByteArray();
    }

    /** @param beginning of the object, all of the head in it */
    static EventTotal head(byte[] beginning) {
        return parsed(beginning, false).total();
    }

    static CountedHours read(byte[] content) {
        CountJson parsed = parsed(content, true);
        return new CountedHours(parsed.total(), parsed.each);
    }

    private static CountJson parsed(byte[] content, boolean whole) {
        CountJson parsed = new CountJson();
        try (JsonParser json = new JsonFactory().createParser(content)) {
            parsed.members(json, whole);
            return parsed;
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            throw new IllegalStateException(EventTotal.NAME + " cannot be understood: " + e.getMessage(), e);
        }
    }

    private EventTotal total() {
        if (version != VERSION) {
            throw new IllegalStateException(
                    EventTotal.NAME + " has version " + version + "; this release knows " + VERSION);
        }
        if (hours < 0 || uncounted < 0 || events < 0) {
            throw new IllegalStateException(EventTotal.NAME + " tells no number of hours or events");
        }
        try {
            return new EventTotal(Instant.parse(countedAt), new HourKey(Instant.parse(until)), hours, uncounted, events);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalStateException(EventTotal.NAME + " cannot be understood: " + e.getMessage(), e);
        }
    }

    private void members(JsonParser json, boolean whole) throws IOException {
        require(json.nextToken() == JsonToken.START_OBJECT, "it is no JSON object");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            if (name.equals(EACH) && !whole) {
                return;
            }
            json.nextToken();
            member(name, json);
        }
        require(json.currentToken() == JsonToken.END_OBJECT, "it ends too early");
    }

    private void member(String name, JsonParser json) throws IOException {
        switch (name) {
            case "version" -> version = json.getIntValue();
            case "counted_at" -> countedAt = json.getValueAsString("");
            case "until" -> until = json.getValueAsString("");
            case "hours" -> hours = json.getIntValue();
            case "uncounted_hours" -> uncounted = json.getIntValue();
            case "events" -> events = json.getLongValue();
            case EACH -> hours(json);
            default -> json.skipChildren();
        }
    }

    private void hours(JsonParser json) throws IOException {
        require(json.currentToken() == JsonToken.START_ARRAY, EACH + " is no array");
        while (json.nextToken() == JsonToken.START_OBJECT) {
            hour(json);
        }
        require(json.currentToken() == JsonToken.END_ARRAY, EACH + " has what is no hour");
    }

    private void hour(JsonParser json) throws IOException {
        String hour = "";
        String files = "";
        long rows = -1;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "hour" -> hour = json.getValueAsString("");
                case "files" -> files = json.getValueAsString("");
                case "events" -> rows = json.getLongValue();
                default -> json.skipChildren();
            }
        }
        require(rows >= 0, "an hour has no number of events");
        each.put(new HourKey(Instant.parse(hour)), new CountedHours.Hour(files, rows));
    }

    private static void require(boolean condition, String otherwise) throws IOException {
        if (!condition) {
            throw new IOException(otherwise);
        }
    }
}
