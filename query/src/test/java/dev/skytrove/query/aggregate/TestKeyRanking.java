package dev.skytrove.query.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class TestKeyRanking {
    @Test
    void sumsAreThoseOfAMap() {
        Random random = new Random(20260704);
        KeyRanking ranking = new KeyRanking();
        Map<String, Long> expected = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            // Zeros at the end, too: keys that differ by them alone are others.
            byte[] key = new byte[random.nextInt(10)];
            for (int j = 0; j < key.length; j++) {
                key[j] = (byte) random.nextInt(3);
            }
            int posts = random.nextInt(5);
            ranking.add(key, 0, key.length, posts);
            expected.merge(new String(key, StandardCharsets.ISO_8859_1), (long) posts, Long::sum);
        }

        assertThat(ranking.size()).isEqualTo(expected.size());
        expected.forEach((text, posts) -> {
            byte[] key = text.getBytes(StandardCharsets.ISO_8859_1);
            int number = ranking.find(key, 0, key.length);
            assertThat(ranking.key(number)).isEqualTo(key);
            assertThat(ranking.posts(number)).isEqualTo(posts);
        });
        assertThat(ranking.find(new byte[] {7}, 0, 1)).isEqualTo(KeyRanking.NONE);
    }

    /** A quarter of a million hashtags that have the same hash in Java; with one, this takes minutes. */
    @Test
    @Timeout(60)
    void i5TagsThatWereChosenToCollideDoNot() {
        List<byte[]> keys = new ArrayList<>();
        for (int i = 0; i < 1 << 18; i++) {
            StringBuilder tag = new StringBuilder();
            for (int bit = 0; bit < 18; bit++) {
                tag.append(((i >> bit) & 1) == 0 ? "Aa" : "BB");
            }
            keys.add(tag.toString().getBytes(StandardCharsets.UTF_8));
        }
        KeyRanking ranking = new KeyRanking();
        for (int round = 0; round < 2; round++) {
            keys.forEach(key -> ranking.add(key, 0, key.length, 1));
        }

        assertThat(ranking.size()).isEqualTo(keys.size());
        assertThat(ranking.top(1, Arrays::compareUnsigned)).containsExactly(0);
        assertThat(ranking.posts(keys.size() - 1)).isEqualTo(2);
    }
}
