package dev.skytrove.ingestor.jetstream;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.skytrove.lake.ByteSlice;
import dev.skytrove.lake.event.JsonField;
import java.io.ByteArrayOutputStream;

/** A JSON object in the making, of values that are JSON already. */
final class JsonBytes {
    private final ByteArrayOutputStream out;
    private boolean empty = true;

    /** @param size about how large it will be, in bytes */
    JsonBytes(int size) {
        out = new ByteArrayOutputStream(size);
        out.write('{');
    }

    /** Writes a field as it is written. */
    void field(JsonField field) {
        separate();
        write(field.writtenName());
        out.write(':');
        write(field.value());
    }

    void text(String name, String value) {
        name(name);
        quoted(value);
    }

    void number(String name, long value) {
        name(name);
        out.writeBytes(JsonStringEncoder.getInstance().encodeAsUTF8(Long.toString(value)));
    }

    void object(String name, JsonBytes value) {
        name(name);
        out.writeBytes(value.end());
    }

    /** The whole object. */
    byte[] end() {
        out.write('}');
        return out.toByteArray();
    }

    private void name(String name) {
        separate();
        quoted(name);
        out.write(':');
    }

    private void separate() {
        if (!empty) {
            out.write(',');
        }
        empty = false;
    }

    private void write(ByteSlice bytes) {
        out.write(bytes.array(), bytes.start(), bytes.length());
    }

    private void quoted(String text) {
        out.write('"');
        out.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(text));
        out.write('"');
    }
}
