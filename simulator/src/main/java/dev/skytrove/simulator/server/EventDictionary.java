package dev.skytrove.simulator.server;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** What clients and server have agreed on to compress frames with: a zstd dictionary, trained or any content. */
public final class EventDictionary {
    private static final int MAGIC = 0xEC30A437;
    private static final int SHORTEST = 8;
    private static final long LONGEST = 16L << 20;
    /** As the real service's encoder compresses by default. */
    private static final int LEVEL = 3;

    private final byte[] bytes;
    private final long id;
    private final ZstdDictCompress prepared;

    private EventDictionary(byte[] bytes, long id, ZstdDictCompress prepared) {
        this.bytes = bytes;
        this.id = id;
        this.prepared = prepared;
    }

    /**
     * Reads a dictionary. A file that does not begin as a trained one does is content without an ID.
     *
     * @throws IOException if the file cannot be read, is shorter than 8 bytes or longer than 16 MiB, or begins as a
     *     trained dictionary but is none
     */
    public static EventDictionary read(Path file) throws IOException {
        long size = Files.size(file);
        if (size < SHORTEST || size > LONGEST) {
            throw new IOException("a dictionary has 8 bytes to 16 MiB, not " + size);
        }
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long id = header.getInt() == MAGIC ? Integer.toUnsignedLong(header.getInt()) : 0;
        try (ZstdCompressCtx test = new ZstdCompressCtx()) {
            ZstdDictCompress prepared = new ZstdDictCompress(bytes, LEVEL);
            test.loadDict(prepared);
            return new EventDictionary(bytes, id, prepared);
        } catch (ZstdException | IllegalStateException e) {
            throw new IOException("not a zstd dictionary: " + e.getMessage(), e);
        }
    }

    /** Its number, which every frame names, or 0 if it has none. */
    public long id() {
        return id;
    }

    /** The whole of it. */
    byte[] bytes() {
        return bytes.clone();
    }

    /** For one connection, to be closed. */
    ZstdCompressCtx newCompressor() {
        ZstdCompressCtx compressor = new ZstdCompressCtx();
        compressor.loadDict(prepared);
        compressor.setChecksum(true);
        return compressor;
    }

    /** How many bytes a text takes at most. */
    static int mostCompressed(int length) {
        return Math.toIntExact(Zstd.compressBound(length));
    }
}
