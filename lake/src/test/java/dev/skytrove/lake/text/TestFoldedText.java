package dev.skytrove.lake.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TestFoldedText {
    private static final long SEED = 20260704;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Café au lait | café au lait",
        "Cafe\u0301 | café",
        "ガンダム | ガンダム",
        "カ\u3099ンタ\u3099ム | ガンダム",
        "ｶﾞﾝﾀﾞﾑ | ガンダム",
        "ＢＬＵＥＳＫＹ | bluesky",
        "ﬁnance | finance",
        "STRASSE | strasse",
        "Straße | strasse",
        "STRAẞE | strasse",
        "ΟΔΌΣ | οδόσ",
        "οδός | οδόσ",
        "𝓑𝓵𝓾𝓮 | blue",
        "\u1112\u1161\u11ab\u1100\u1173\u11af | 한글",
        "İstanbul | i\u0307stanbul",
        "ışık IŞIK | ışık işik",
        "gov\u00adern\u00adment un\u200bbroken | government unbroken",
        "\u200fשלום\u200f | שלום",
        "مــرحبا | مــرحبا",
        "❤\ufe0f 👨\u200d👩\u200d👧 | ❤ 👨👩👧",
        "don’t donʼt don't don＇t ŉ | don't don't don't don't 'n",
        "Ёлка Ᏼᏸ ꭰ | ёлка ᏴᏰ Ꭰ",
        "New\u00a0York 東京\u3000タワー 1½ … | new york 東京 タワー 11⁄2 ...",
        "ᾴ ᾼ ͅ ẛ ǰ | άι αι ι ṡ ǰ",
        "naïve résumé | naïve résumé",
    })
    void foldsByHand(String text, String folded) {
        assertThat(FoldedText.of(text)).isEqualTo(folded);
        assertThat(FoldedText.of(folded)).isEqualTo(folded);
    }

    @Test
    void whatIsIgnoredLeavesNothing() {
        assertThat(FoldedText.of("\ufe0f\u200b\u2060\ufeff\u034f\u115f\u3164\uffa0\udb40\udc41")).isEmpty();
        assertThat(FoldedText.of("")).isEmpty();
        assertThat(FoldedText.of("\0 \t\n %_\\*'\u007f")).isEqualTo("\0 \t\n %_\\*'\u007f");
    }

    @Test
    void i6WhatIsStoredIsBounded() {
        String longest = "ﷺ".repeat(FoldedText.LONGEST_STORED);

        assertThat(FoldedText.stored(longest).orElseThrow()).hasSize(18 * FoldedText.LONGEST_STORED);
        assertThat(FoldedText.stored(longest + "a")).isEmpty();
    }

    @Test
    void anyFormOfATextFoldsToTheSame() {
        Random random = new Random(SEED);
        for (int i = 0; i < 50_000; i++) {
            String text = text(random);
            String folded = FoldedText.of(text);
            for (Form form : Form.values()) {
                String other = Normalizer.normalize(text, form);
                if (!FoldedText.of(other).equals(folded)) {
                    assertThat(FoldedText.of(other)).as("%s of %s", form, escaped(text)).isEqualTo(folded);
                }
            }
            if (!FoldedText.of(folded).equals(folded)) {
                assertThat(FoldedText.of(folded)).as(escaped(text)).isEqualTo(folded);
            }
        }
    }

    /** Half of it are marks that combine with what is before. */
    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            int point = random.nextBoolean() ? 0x300 + random.nextInt(0x70) : random.nextInt(0x30000);
            text.appendCodePoint(Character.getType(point) == Character.SURROGATE ? 'x' : point);
        }
        return text.toString();
    }

    private static String escaped(String text) {
        return IntStream.range(0, text.length())
                .mapToObj(i -> "\\u%04x".formatted((int) text.charAt(i)))
                .reduce("", String::concat);
    }
}
