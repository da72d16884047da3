package dev.skytrove.simulator.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.Zstd;
import dev.skytrove.simulator.generator.Dice.Purpose;
import dev.skytrove.simulator.history.EventReader;
import dev.skytrove.simulator.server.Shared;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What sizes and search times depend on: texts must be as long, as rich in words and as hard to compress as real ones. */
final class TestTexts {
    private static final double NEAR = 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    /** Measured on 922 public posts of 2023 and 2024 that are not part of the project. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void builtInTextsAreLikeRealOnes(long seed) throws IOException {
        List<String> texts = posts(GeneratedHistory.of(seed, 20_000, Instant.EPOCH), 922);

        assertThat(compression(texts)).isCloseTo(0.42, withinPercentage(NEAR));
        assertThat(meanLength(texts)).isCloseTo(144, withinPercentage(NEAR));
        assertThat((double) words(texts).size()).isCloseTo(22_636, withinPercentage(NEAR));
        assertThat(distinct(words(texts))).isCloseTo(7_032, withinPercentage(NEAR));
    }

    @Test
    void trainedTextsAreLikeThoseOfTheirFile() throws IOException {
        Path file = Shared.data("post-texts.jsonl");
        assumeTrue(Files.exists(file), "there is no " + file);
        List<String> real = read(file);
        // The file is in alphabetical order, in which like words come together.
        Collections.shuffle(real, new Random(1));
        List<String> texts = passages(TrainedTexts.on(file), real.size());

        assertThat(texts).doesNotContainAnyElementsOf(real.stream().filter(text -> text.length() > 60).toList());
        assertThat(compression(texts)).isCloseTo(compression(real), withinPercentage(NEAR));
        assertThat(meanLength(texts)).isCloseTo(meanLength(real), withinPercentage(NEAR));
        int size = Math.min(words(texts).size(), words(real).size());
        for (int part : new int[] {4, 2, 1}) {
            assertThat(distinct(words(texts).subList(0, size / part)))
                    .as("distinct among %d words", size / part)
                    .isCloseTo(distinct(words(real).subList(0, size / part)), withinPercentage(NEAR));
        }
    }

    @Test
    void builtInTextsHaveWordsThatPeopleSearchFor() {
        List<String> texts = passages(new BuiltInTexts(), 20_000);
        long governments = texts.stream().filter(text -> text.contains("government")).count();

        assertThat(governments).isBetween(20L, 400L);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4})
    void modelSaysNothingThatItHasNotSeen(int order) {
        String seen = "she sells sea shells on the sea shore 😀😁 and the shells she sells are sea shells 😁😀 for sure";
        CharacterModel model = CharacterModel.of(order, List.of(seen));
        StringBuilder text = new StringBuilder();
        model.write(text, Dice.of(7), 2_000);

        assertThat(text.length()).isBetween(1_990, 2_030);
        assertThat(text.codePoints().filter(point -> point < 0x10000).mapToObj(unit -> (char) unit)
                .filter(Character::isSurrogate)).isEmpty();
        String allSeen = seen + " " + seen;
        for (int at = 0; at + order < text.length(); at++) {
            assertThat(allSeen).contains(text.substring(at, at + order + 1));
        }
    }

    @Test
    void textsWithoutSpacesEndToo() throws IOException {
        Path file = texts("\"" + "あいうえおかきくけこさしすせそあかさたなはまやらわ😀".repeat(5) + "\"\n\"あい\"");
        List<Integer> lengths = passages(TrainedTexts.on(file), 500).stream().map(String::length).toList();

        assertThat(lengths).allMatch(length -> length <= 160).anyMatch(length -> length < 30);
    }

    @Test
    void i6FileOfSomethingElseIsRefused() throws IOException {
        assertThatThrownBy(() -> TrainedTexts.on(texts("\"one\"\n{\"two\":3}"))).hasMessageContaining("line 2");
        assertThatThrownBy(() -> TrainedTexts.on(texts("\n"))).hasMessageContaining("no texts");
        assertThat(passages(TrainedTexts.on(texts("\"\"\n\"\\u0000\"")), 5)).containsOnly("");
    }

    private Path texts(String lines) throws IOException {
        return Files.writeString(directory.resolve("texts.jsonl"), lines);
    }

    private static List<String> passages(Texts texts, int count) {
        List<String> passages = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            passages.add(texts.passage(Dice.of(1, index, Purpose.TEXT)).text());
        }
        return passages;
    }

    /** The texts of the first posts of a history. */
    private static List<String> posts(GeneratedHistory history, int count) throws IOException {
        EventReader reader = history.reader();
        List<String> texts = new ArrayList<>();
        for (int index = 0; texts.size() < count; index++) {
            String event = StandardCharsets.UTF_8.decode(reader.read(index)).toString();
            JsonNode commit = JSON.readTree(event).path("commit");
            if (commit.path("collection").asText().equals("app.bsky.feed.post") && commit.has("record")) {
                texts.add(commit.path("record").path("text").asText());
            }
        }
        return texts;
    }

    private static List<String> read(Path file) throws IOException {
        List<String> texts = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            texts.add(JSON.readTree(line).asText());
        }
        return texts;
    }

    private static double compression(List<String> texts) {
        byte[] bytes = String.join("\n", texts).getBytes(StandardCharsets.UTF_8);
        return (double) Zstd.compress(bytes, 19).length / bytes.length;
    }

    private static double meanLength(List<String> texts) {
        return texts.stream().mapToInt(text -> text.codePointCount(0, text.length())).average().orElseThrow();
    }

    private static List<String> words(List<String> texts) {
        return texts.stream()
                .flatMap(text -> Arrays.stream(text.split("\\s+", -1)))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static double distinct(List<String> words) {
        return new HashSet<>(words).size();
    }
}
