package dev.skytrove.ingestor.jetstream;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
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

    void field(String name, byte[] source, int start, int end) {
        name(name);
        out.write(source, start, end - start);
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
        if (!empty) {
            out.write(',');
        }
        empty = false;
        quoted(name);
        out.write(':');
    }

    private void quoted(String text) {
        out.write('"');
        out.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(text));
        out.write('"');
    }
}
