package dev.skytrove.lake.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.testing.model.Folding;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Two ways to the same: what the product does, and the model. */
final class TestFoldedTextAgainstModel {
    private static final long SEED = 20260704;

    @Test
    void everyCodePointIsFoldedAlike() {
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            if (Character.getType(point) != Character.SURROGATE) {
                assertAlike(Character.toString(point));
            }
        }
    }

    @Test
    void textsAreFoldedAlike() {
        Random random = new Random(SEED);
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = 0; j < 5; j++) {
                int point = random.nextBoolean() ? 0x300 + random.nextInt(0x70) : random.nextInt(0x20000);
                text.appendCodePoint(Character.getType(point) == Character.SURROGATE ? ' ' : point);
            }
            assertAlike(text.toString());
        }
    }

    private static void assertAlike(String text) {
        if (!Folding.of(text).equals(FoldedText.of(text))) {
            assertThat(FoldedText.of(text)).as("%s", text.codePoints().boxed().toList()).isEqualTo(Folding.of(text));
        }
    }
}
