package dev.skytrove.simulator.generator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Texts that look like those of a file and are none of them: as long, nearly as rich in words, and as hard to compress.
 * They are made by {@linkplain CharacterModel models} of two orders, a text by one of them: the lower order invents more
 * words than people do, the higher fewer.
 */
final class TrainedTexts implements Texts {
    private static final int LOW_ORDER = 3;
    private static final int HIGH_ORDER = 4;
    private static final int LOW_ORDER_PER_MILLE = 350;
    private static final long LARGEST_FILE = 256 << 20;
    /** More would teach little, and take memory from whatever runs beside. */
    private static final int MOST_CHARACTERS = 2_000_000;

    private final CharacterModel low;
    private final CharacterModel high;
    private final int[] lengths;

    private TrainedTexts(List<String> texts) {
        low = CharacterModel.of(LOW_ORDER, texts);
        high = CharacterModel.of(HIGH_ORDER, texts);
        lengths = texts.stream().mapToInt(String::length).toArray();
    }

    /**
     * Learns from a file, one JSON string a line; from its first two million characters, if there are more.
     *
     * @throws IOException if it cannot be read, is larger than 256 MiB, or has something else than JSON strings in it
     */
    static TrainedTexts on(Path file) throws IOException {
        if (Files.size(file) > LARGEST_FILE) {
            throw new IOException("larger than 256 MiB");
        }
        List<String> texts = read(file);
        if (texts.isEmpty()) {
            throw new IOException("no texts in it");
        }
        return new TrainedTexts(texts);
    }

    private static List<String> read(Path file) throws IOException {
        List<String> texts = new ArrayList<>();
        long characters = 0;
        try (JsonParser parser = new JsonFactory().createParser(file.toFile())) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() != JsonToken.VALUE_STRING) {
                    throw new IOException("not a JSON string in line " + parser.currentTokenLocation().getLineNr());
                }
                String text = parser.getText().replace(String.valueOf(CharacterModel.EDGE), "");
                characters += text.length();
                if (characters <= MOST_CHARACTERS) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }

    @Override
    public Passage passage(Dice dice) {
        CharacterModel model = dice.perMille(LOW_ORDER_PER_MILLE) ? low : high;
        int length = lengths[dice.below(lengths.length)];
        StringBuilder text = new StringBuilder(length + 32);
        model.write(text, dice, length);
        return new Passage(text.toString(), List.of("en"));
    }
}
