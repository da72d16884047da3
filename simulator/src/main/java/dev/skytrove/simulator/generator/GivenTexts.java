package dev.skytrove.simulator.generator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Posts say what a file says: one JSON string a line. */
final class GivenTexts implements Texts {
    private static final long LARGEST_FILE = 256 << 20;

    private final List<Passage> passages;

    private GivenTexts(List<Passage> passages) {
        this.passages = passages;
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read, is larger than 256 MiB, or has something else than JSON strings in it
     */
    static GivenTexts read(Path file) throws IOException {
        if (Files.size(file) > LARGEST_FILE) {
            throw new IOException("larger than 256 MiB");
        }
        List<Passage> passages = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(file.toFile())) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() != JsonToken.VALUE_STRING) {
                    throw new IOException("not a JSON string in line " + parser.currentTokenLocation().getLineNr());
                }
                passages.add(new Passage(parser.getText(), List.of("en")));
            }
        }
        if (passages.isEmpty()) {
            throw new IOException("no texts in it");
        }
        return new GivenTexts(List.copyOf(passages));
    }

    @Override
    public Passage passage(Dice dice) {
        return passages.get(dice.below(passages.size()));
    }
}
