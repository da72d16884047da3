package dev.skytrove.runtime;

import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Standard output, which carries results only: one JSON object a line, in UTF-8. */
@Singleton
public final class Output {
    private final ObjectMapper json;

    Output(ObjectMapper json) {
        this.json = json;
    }

    /**
     * Prints a line that is JSON already.
     *
     * @param json a JSON text; line breaks in it, which can only be between its parts, become spaces
     */
    public synchronized void printJson(byte[] json) {
        byte[] line = new byte[json.length + 1];
        for (int i = 0; i < json.length; i++) {
            line[i] = json[i] == '\n' || json[i] == '\r' ? (byte) ' ' : json[i];
        }
        line[json.length] = '\n';
        System.out.write(line, 0, line.length);
    }

    /**
     * Prints one line, at once.
     *
     * @param result a {@code @Serdeable} record
     */
    public synchronized void print(Object result) {
        try {
            System.out.write(json.writeValueAsBytes(result));
        } catch (IOException e) {
            throw new UncheckedIOException("the result cannot be written as JSON", e);
        }
        System.out.write('\n');
        System.out.flush();
    }
}
