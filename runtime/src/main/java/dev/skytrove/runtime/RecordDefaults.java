package dev.skytrove.runtime;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * The defaults that the records of settings tell. Micronaut notes them beside the classes when it compiles these, for editors;
 * help reads them there, so that nothing has to tell them again.
 */
final class RecordDefaults {
    private static final String NOTES = "META-INF/spring-configuration-metadata.json";

    /** Libraries have such notes, too. */
    private static final String OURS = "skytrove.";

    private final Map<String, String> defaults = new HashMap<>();

    private RecordDefaults() {}

    /** Those of this process, by the names of environment variables. */
    static Map<String, String> read() {
        RecordDefaults records = new RecordDefaults();
        try {
            for (URL notes : Collections.list(RecordDefaults.class.getClassLoader().getResources(NOTES))) {
                try (InputStream in = notes.openStream();
                        JsonParser json = new JsonFactory().createParser(in)) {
                    records.add(json);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return records.defaults;
    }

    private void add(JsonParser json) throws IOException {
        json.nextToken();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean properties = json.currentName().equals("properties");
            json.nextToken();
            if (!properties) {
                json.skipChildren();
                continue;
            }
            while (json.nextToken() == JsonToken.START_OBJECT) {
                addProperty(json);
            }
        }
    }

    private void addProperty(JsonParser json) throws IOException {
        String name = "";
        String value = "";
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "name" -> name = json.getText();
                case "defaultValue" -> value = json.getText();
                default -> json.skipChildren();
            }
        }
        if (name.startsWith(OURS)) {
            defaults.put(SettingDefaults.variable(name), value);
        }
    }
}
