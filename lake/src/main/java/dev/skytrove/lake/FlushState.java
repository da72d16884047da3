package dev.skytrove.lake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.skytrove.lake.storage.ObjectNotFoundException;
import dev.skytrove.lake.storage.ObjectStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The object {@code state/flush.json}: where ingestion goes on if Redis loses everything.
 *
 * @param batch the batch that was flushed last: the bucket has all files of this one and of earlier ones
 * @param cursor Jetstream's {@code time_us}: the bucket holds everything up to it
 * @param source the host of the cursor; empty if it is not known
 * @param savedAt when the batch was planned: the same whenever the batch is carried out again; empty if it is not known
 */
public record FlushState(long batch, long cursor, String source, Optional<Instant> savedAt) {
    /** The object's name. */
    public static final String NAME = "state/flush.json";

    /** The only version that is written and understood. */
    private static final int VERSION = 1;

    /** It has some hundred bytes. What somebody else put there is cut off, and then is none. */
    private static final int LARGEST = 1 << 16;

    /**
     * Reads it; empty if no flush has written it.
     *
     * @throws dev.skytrove.lake.storage.StorageException if the store fails
     * @throws IllegalStateException if it cannot be understood, has no batch or no cursor, or has another version
     */
    public static Optional<FlushState> read(ObjectStore store) {
        try {
            return Optional.of(parse(store.read(NAME, 0, LARGEST)));
        } catch (ObjectNotFoundException e) {
            return Optional.empty();
        }
    }

    /**
     * What an object says. Fields that are not known are left out.
     *
     * @throws IllegalStateException if it cannot be understood, has no batch or no cursor, or has another version
     */
    public static FlushState parse(byte[] content) {
        try (JsonParser json = new JsonFactory().createParser(content)) {
            Fields fields = new Fields();
            fields.read(json);
            if (fields.version != VERSION) {
                throw new IllegalStateException(
                        NAME + " has version " + fields.version + "; this release knows " + VERSION);
            }
            long batch = required("batch", fields.batch);
            long cursor = required("cursor", fields.cursor);
            if (batch < 1) {
                throw new IllegalStateException(NAME + " has the batch " + batch + "; the first is 1");
            }
            if (cursor < 0) {
                throw new IllegalStateException(NAME + " has the cursor " + cursor + ", which is no time");
            }
            return new FlushState(batch, cursor, fields.source, time(fields.savedAt));
        } catch (JsonProcessingException e) {
            // Its message has line breaks.
            throw new IllegalStateException(NAME + " cannot be understood: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalStateException(NAME + " cannot be understood: " + e.getMessage(), e);
        }
    }

    /** The object's content. */
    public byte[] json() {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(content)) {
            json.writeStartObject();
            json.writeNumberField("version", VERSION);
            json.writeNumberField("batch", batch);
            json.writeNumberField("cursor", cursor);
            json.writeStringField("source", source);
            if (savedAt.isPresent()) {
                json.writeStringField("saved_at", savedAt.get().toString());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot be written", e);
        }
        return content.toByteArray();
    }

    /** The time of the cursor. */
    public Instant reached() {
        return Instant.EPOCH.plus(cursor, ChronoUnit.MICROS);
    }

    /** What a reader does with a state depends on both: a value that we made up would be worse than none. */
    private static long required(String name, OptionalLong value) {
        return value.orElseThrow(() -> new IllegalStateException(NAME + " has no " + name));
    }

    private static Optional<Instant> time(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static final class Fields {
        private int version;
        private OptionalLong batch = OptionalLong.empty();
        private OptionalLong cursor = OptionalLong.empty();
        private String source = "";
        private String savedAt = "";

        private void read(JsonParser json) throws IOException {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("it is no JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                take(name, json);
            }
        }

        private void take(String name, JsonParser json) throws IOException {
            switch (name) {
                case "version" -> version = json.getIntValue();
                case "batch" -> batch = OptionalLong.of(json.getLongValue());
                case "cursor" -> cursor = OptionalLong.of(json.getLongValue());
                case "source" -> source = json.getValueAsString("");
                case "saved_at" -> savedAt = json.getValueAsString("");
                default -> json.skipChildren();
            }
        }
    }
}
