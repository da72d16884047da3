package dev.skytrove.simulator.server;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDictDecompress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads compressed frames as a client does. */
final class Decompressor implements AutoCloseable {
    private static final int LARGEST = 1 << 20;

    private final ZstdDictDecompress dictionary;

    Decompressor(byte[] dictionary) {
        this.dictionary = new ZstdDictDecompress(dictionary);
    }

    List<String> texts(List<byte[]> frames) {
        return frames.stream().map(this::text).toList();
    }

    String text(byte[] frame) {
        return new String(Zstd.decompress(frame, dictionary, LARGEST), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        dictionary.close();
    }
}
