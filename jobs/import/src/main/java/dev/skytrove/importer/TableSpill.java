package dev.skytrove.importer;

import com.github.luben.zstd.Zstd;
import dev.skytrove.lake.ByteSlice;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Events of one table that wait on the disk, in blocks: the size of what is unpacked and that of what follows (32 bits each),
 * then one zstd frame that holds of each event its length and its JSON.
 */
final class TableSpill {
    private static final int BLOCK = 64 << 10;
    private static final int LEVEL = 1;

    private final Path file;
    private final ByteArrayOutputStream block = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(block);
    private long bytes;

    TableSpill(Path file) {
        this.file = file;
    }

    /** Takes an event. */
    @FunctionalInterface
    interface Consumer {
        void accept(byte[] json) throws IOException;
    }

    /** Returns by how many bytes the file grew. */
    long add(ByteSlice json) throws IOException {
        out.writeInt(json.length());
        out.write(json.array(), json.start(), json.length());
        return block.size() < BLOCK ? 0 : flush();
    }

    /** Brings what is in memory into the file; returns by how many bytes it grew. */
    long flush() throws IOException {
        if (block.size() == 0) {
            return 0;
        }
        byte[] unpacked = block.toByteArray();
        byte[] packed = Zstd.compress(unpacked, LEVEL);
        ByteBuffer head = ByteBuffer.allocate(2 * Integer.BYTES).putInt(unpacked.length).putInt(packed.length);
        try (var stream = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            stream.write(head.array());
            stream.write(packed);
        }
        block.reset();
        long grown = (long) head.capacity() + packed.length;
        bytes += grown;
        return grown;
    }

    /** Passes all events in the order in which they came. */
    void forEach(Consumer consumer) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BLOCK))) {
            long left = bytes;
            while (left > 0) {
                int size = in.readInt();
                int packed = in.readInt();
                pass(ByteBuffer.wrap(Zstd.decompress(in.readNBytes(packed), size)), consumer);
                left -= 2L * Integer.BYTES + packed;
            }
        }
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    private static void pass(ByteBuffer block, Consumer consumer) throws IOException {
        while (block.hasRemaining()) {
            byte[] json = new byte[block.getInt()];
            block.get(json);
            consumer.accept(json);
        }
    }
}
