package dev.skytrove.buffer.redis.client;

import dev.skytrove.buffer.BufferCorruptedException;
import dev.skytrove.buffer.ResumePoint;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The fields of {@link BufferKeys#METADATA}, read at one moment. */
public final class Metadata {
    private final Map<String, String> fields;

    private Metadata(Map<String, String> fields) {
        this.fields = fields;
    }

    /** Reads all fields. */
    public static Metadata read(BlockingCommands redis) {
        return of(redis.ask(commands -> commands.hgetall(Bytes.of(BufferKeys.METADATA))));
    }

    static Metadata of(Map<byte[], byte[]> hash) {
        Map<String, String> fields = new HashMap<>();
        hash.forEach((name, value) -> fields.put(Bytes.text(name), Bytes.text(value)));
        return new Metadata(fields);
    }

    /** The position in two fields, empty if the first is not there. */
    public Optional<ResumePoint> resumePoint(String cursor, String source) {
        return text(cursor).map(_ -> new ResumePoint(number(cursor), required(source)));
    }

    /** The numbers in all fields that begin with {@code prefix}, by the rest of the field's name. */
    public Map<String, Long> numbers(String prefix) {
        Map<String, Long> numbers = new TreeMap<>();
        fields.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .forEach(name -> numbers.put(name.substring(prefix.length()), number(name)));
        return numbers;
    }

    /** A field's value, empty if it is not there. */
    public Optional<String> text(String field) {
        return Optional.ofNullable(fields.get(field));
    }

    /**
     * A field's value.
     *
     * @throws BufferCorruptedException if the field is not there
     */
    public String required(String field) {
        return text(field).orElseThrow(() -> new BufferCorruptedException(BufferKeys.METADATA + " lacks " + field));
    }

    /** The number in a field, 0 if it is not there. */
    public long count(String field) {
        return text(field).isPresent() ? number(field) : 0;
    }

    /**
     * The number in a field.
     *
     * @throws BufferCorruptedException if the field is not there, or holds no number
     */
    public long number(String field) {
        String value = required(field);
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new BufferCorruptedException(
                    BufferKeys.METADATA + " holds no number in " + field + ": '" + value + "'", e);
        }
    }
}
