package dev.skytrove.bench.flush;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Splits lines of events by collection: what a script that keeps tables would be given. */
final class CollectionFiles {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String NONE = "none";

    private CollectionFiles() {}

    /** Writes each line of {@code events} into the file of its collection in {@code folder}; returns these files. */
    static List<Path> split(Path events, Path folder) throws IOException {
        Files.createDirectories(folder);
        Map<String, BufferedWriter> writers = new LinkedHashMap<>();
        try (BufferedReader lines = Files.newBufferedReader(events)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String collection = collection(line);
                BufferedWriter writer = writers.get(collection);
                if (writer == null) {
                    writer = Files.newBufferedWriter(file(folder, collection));
                    writers.put(collection, writer);
                }
                writer.write(line);
                writer.write('\n');
            }
        } finally {
            for (BufferedWriter writer : writers.values()) {
                writer.close();
            }
        }
        return writers.keySet().stream().map(name -> file(folder, name)).toList();
    }

    private static Path file(Path folder, String collection) {
        return folder.resolve(collection + ".jsonl");
    }

    private static String collection(String line) throws IOException {
        try (JsonParser json = JSON.createParser(line)) {
            int depth = 0;
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token.isStructStart()) {
                    depth++;
                } else if (token.isStructEnd()) {
                    depth--;
                } else if (depth == 2 && token == JsonToken.FIELD_NAME && json.currentName().equals("collection")) {
                    return label(json.nextTextValue());
                }
            }
        }
        return NONE;
    }

    /** Anything may be a collection's name; not every name may be a file's. */
    private static String label(String collection) {
        return collection.matches("[a-zA-Z0-9.]{1,100}") ? collection : NONE;
    }
}
