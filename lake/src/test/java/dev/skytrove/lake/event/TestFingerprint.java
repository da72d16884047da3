package dev.skytrove.lake.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.skytrove.lake.ByteSlice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TestFingerprint {
    /** That of the published vectors: the bytes 0 to 15. */
    private static final FingerprintKey KEY = new FingerprintKey(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

    private static final String POST =
            """
            {"did":"did:plc:mallory","time_us":1783175888085434,"kind":"commit","commit":{"rev":"3rev",\
            "operation":"create","collection":"app.bsky.feed.post","rkey":"%s","record":{"text":""},"cid":"bafy"}}""";

    /** Vectors of the reference implementation, whose inputs are the bytes 0, 1, 2 and so on. */
    @ParameterizedTest
    @CsvSource({
        "0,310e0edd47db6f72", "1,fd67dc93c539f874", "7,37d1018bf50002ab", "8,6224939a79f5f593", "15,e545be4961ca29a1"
    })
    void hashIsSipHash(int length, String expected) {
        byte[] input = new byte[length];
        for (int i = 0; i < length; i++) {
            input[i] = (byte) i;
        }

        long hash = new SipHash(KEY).begin().end(input, 0, length);

        assertThat(HexFormat.of().toHexDigits(Long.reverseBytes(hash))).isEqualTo(expected);
    }

    /** Fingerprints are persisted: these values, calculated apart from the class, never change. */
    @Test
    void i2FingerprintIsTheSameForever() throws MalformedEventException {
        assertThat(like("3key")).isEqualTo(-679_211_614_853_736_066L);
        assertThat(like("schlüssel-😀")).isEqualTo(-7_562_908_255_685_988_121L);
        byte[] did = "did:plc:a".getBytes(StandardCharsets.UTF_8);
        Fingerprint fingerprint = new Fingerprint(KEY);
        assertThat(fingerprint.ofAccount(did, TextSpan.of(0, did.length, false), "account", 31_527_015_471L, 1_783_175_888_085_434L))
                .isEqualTo(-3_305_709_462_228_043_898L);
        assertThat(fingerprint.ofBytes(slice("{\"kind\":\"news\"}"))).isEqualTo(1_141_332_630_750_850_434L);
        assertThat(KEY.ofMalformed(slice("{\"kind\":\"news\"}"))).isNotEqualTo(1_141_332_630_750_850_434L);
    }

    private static long like(String rkey) throws MalformedEventException {
        return fingerprint(
                KEY,
                POST.formatted(rkey).replace("mallory", "a").replace("feed.post", "feed.like"));
    }

    /** Found by calculation for the hash that was here before, which had no key. */
    @Test
    void i1KeysThatWereMadeToCollideAreToldApart() throws MalformedEventException {
        assertThat(fingerprint(FingerprintKey.NONE, POST.formatted("_GKmH03t")))
                .isNotEqualTo(fingerprint(FingerprintKey.NONE, POST.formatted("edc5KXMw")));
    }

    /** With 32 bits of the hash instead of 64, for which collisions are found in a moment by who knows the key. */
    @Test
    void i1WhatCollidesUnderOneKeyDoesNotUnderAnother() throws MalformedEventException {
        List<List<String>> collisions = collisions(KEY, 200_000);

        assertThat(collisions).isNotEmpty();
        FingerprintKey other = FingerprintKey.random();
        for (List<String> pair : collisions) {
            assertThat((int) fingerprint(other, pair.getFirst())).isNotEqualTo((int) fingerprint(other, pair.getLast()));
        }
    }

    private static List<List<String>> collisions(FingerprintKey key, int posts) throws MalformedEventException {
        List<List<String>> collisions = new ArrayList<>();
        Map<Integer, String> seen = new HashMap<>();
        for (int i = 0; i < posts; i++) {
            String post = POST.formatted("rkey" + i);
            String before = seen.put((int) fingerprint(key, post), post);
            if (before != null) {
                collisions.add(List.of(before, post));
            }
        }
        return collisions;
    }

    @Test
    void keyIsWrittenAndRead() {
        FingerprintKey key = FingerprintKey.random();

        assertThat(FingerprintKey.parse(key.hex())).isEqualTo(key).isNotEqualTo(FingerprintKey.random());
        assertThat(KEY.hex()).isEqualTo("07060504030201000f0e0d0c0b0a0908");
        assertThat(key.toString()).doesNotContain(key.hex());
    }

    @ParameterizedTest
    @CsvSource({"''", "0706050403020100", "x7060504030201000f0e0d0c0b0a0908", "07060504030201000f0e0d0c0b0a090800"})
    void keyOfAnotherFormIsRefusedAndNotQuoted(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FingerprintKey.parse(text))
                .withMessage("a fingerprint key has 32 hexadecimal digits");
    }

    private static long fingerprint(FingerprintKey key, String json) throws MalformedEventException {
        return new HeaderParser(key).parse(slice(json)).fingerprint();
    }

    private static ByteSlice slice(String json) {
        return ByteSlice.of(json.getBytes(StandardCharsets.UTF_8));
    }
}
