package dev.skytrove.ingestor.jetstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDictTrainer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TestDecompressor {
    private static final int LIMIT = 100_000;
    private static final byte[] MESSAGE =
            "{\"did\":\"did:plc:a\",\"time_us\":1783175888085434}".getBytes(StandardCharsets.UTF_8);

    @Test
    void unpacksWhetherTheSizeIsDeclaredOrNot() throws Exception {
        byte[] dictionary = Samples.dictionaryBytes();
        try (Decompressor decompressor = new Decompressor(ZstdDictionary.of(dictionary), LIMIT)) {
            for (boolean declared : new boolean[] {true, false}) {
                for (int size : new int[] {1, MESSAGE.length, 50_000, LIMIT}) {
                    byte[] message = message(size);

                    assertThat(decompressor.unpack(pack(message, dictionary, declared))).hasValue(message);
                }
            }
        }
    }

    @Test
    void i5WhatIsLargerIsNotUnpacked() throws Exception {
        byte[] dictionary = Samples.dictionaryBytes();
        try (Decompressor decompressor = new Decompressor(ZstdDictionary.of(dictionary), LIMIT)) {
            for (boolean declared : new boolean[] {true, false}) {
                assertThat(decompressor.unpack(pack(new byte[LIMIT + 1], dictionary, declared))).isEmpty();
                assertThat(decompressor.unpack(pack(new byte[64 << 20], dictionary, declared))).isEmpty();
            }
        }
    }

    @Test
    void i6GarbageIsNotUnpackedAndHarmsNoLaterMessage() throws Exception {
        byte[] dictionary = Samples.dictionaryBytes();
        byte[] packed = pack(MESSAGE, dictionary, true);
        Random random = new Random(1);
        try (Decompressor decompressor = new Decompressor(ZstdDictionary.of(dictionary), LIMIT)) {
            for (int i = 0; i < 1_000; i++) {
                byte[] garbage = packed.clone();
                // Behind the dictionary's ID, which would be told as another fault.
                garbage[9 + random.nextInt(garbage.length - 9)] ^= (byte) (1 + random.nextInt(255));
                assertThat(decompressor.unpack(garbage).map(unpacked -> unpacked.length).orElse(0))
                        .isLessThanOrEqualTo(LIMIT);
            }
            assertThat(decompressor.unpack(new byte[0])).isEmpty();
            assertThat(decompressor.unpack(MESSAGE)).isEmpty();
            assertThat(decompressor.unpack(packed)).hasValue(MESSAGE);
        }
    }

    @Test
    void i1AnotherDictionaryIsNoGarbage() throws Exception {
        byte[] other = otherDictionary();
        try (Decompressor decompressor = new Decompressor(Samples.dictionary(), LIMIT)) {
            assertThatExceptionOfType(WrongDictionaryException.class)
                    .isThrownBy(() -> decompressor.unpack(pack(MESSAGE, other, true)))
                    .withMessageContaining("not " + Samples.dictionary().id());
        }
    }

    @Test
    void dictionaryMustBeOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> ZstdDictionary.of(MESSAGE));
        assertThatIllegalArgumentException().isThrownBy(() -> ZstdDictionary.of(new byte[0]));
    }

    private static byte[] message(int size) {
        byte[] message = new byte[size];
        for (int i = 0; i < size; i++) {
            message[i] = MESSAGE[i % MESSAGE.length];
        }
        return message;
    }

    private static byte[] pack(byte[] message, byte[] dictionary, boolean declared) {
        try (ZstdCompressCtx context = new ZstdCompressCtx()) {
            context.loadDict(dictionary);
            context.setContentSize(declared);
            return context.compress(message);
        }
    }

    private static byte[] otherDictionary() throws IOException {
        ZstdDictTrainer trainer = new ZstdDictTrainer(1 << 20, 1 << 12);
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            trainer.addSample(("{\"n\":" + random.nextInt() + ",\"text\":\"" + random.nextLong() + "\"}")
                    .getBytes(StandardCharsets.UTF_8));
        }
        return trainer.trainSamples();
    }
}
