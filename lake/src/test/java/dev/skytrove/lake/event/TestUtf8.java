package dev.skytrove.lake.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.ByteSlice;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TestUtf8 {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "80", "C2", "C080", "C1BF", "E08080", "E09FBF", "EDA080", "EDBFBF", "F0808080", "F4908080", "F5", "FF"
            })
    void illFormedSequencesAreToldInAnyPlace(String hex) {
        byte[] sequence = HexFormat.of().parseHex(hex);
        for (int before = 0; before < 20; before++) {
            byte[] bytes = new byte[before + sequence.length + 9];
            System.arraycopy(sequence, 0, bytes, before, sequence.length);
            assertThat(Utf8.isValid(ByteSlice.of(bytes))).as("after %d bytes", before).isFalse();
        }
    }

    @Test
    void agreesWithTheJdk() {
        SplittableRandom random = new SplittableRandom(1);
        byte[] text = "ascii é ß 猫 😀 \uFFFD\uD7FF\uE000 \u0080\u07FF\u0800\uFFFF".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = text.clone();
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            assertThat(Utf8.isValid(ByteSlice.of(bytes))).isEqualTo(jdkTakes(bytes));
        }
    }

    private static boolean jdkTakes(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).hasRemaining();
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
