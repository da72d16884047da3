package dev.skytrove.lake.index;

import dev.skytrove.lake.parquet.IndexRow;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Sorted rows of a part of the posts, in a file that is deleted with it. Not for use by several threads at once. */
final class RunPart implements Closeable {
    private static final int BUFFER = 1 << 15;

    private final Path file;
    private final DataInputStream in;
    private int left;
    private IndexRow row;

    private RunPart(Path file) throws IOException {
        this.file = file;
        this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
        this.left = in.readInt();
    }

    /** Writes rows, which are in order. */
    static void write(Path file, List<IndexRow> rows) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER))) {
            out.writeInt(rows.size());
            for (IndexRow row : rows) {
                out.writeInt(row.run().length);
                out.write(row.run());
                out.writeInt(row.posts());
                out.writeInt(row.blocks().length);
                for (int block : row.blocks()) {
                    out.writeInt(block);
                }
            }
        }
    }

    static RunPart open(Path file) throws IOException {
        return new RunPart(file);
    }

    /** Steps to the next row; false behind the last one. */
    boolean next() throws IOException {
        if (left == 0) {
            return false;
        }
        left--;
        byte[] run = new byte[in.readInt()];
        in.readFully(run);
        int posts = in.readInt();
        int[] blocks = new int[in.readInt()];
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = in.readInt();
        }
        row = new IndexRow(run, posts, blocks);
        return true;
    }

    /** The row stepped to. */
    IndexRow row() {
        return row;
    }

    @Override
    public void close() throws IOException {
        in.close();
        Files.deleteIfExists(file);
    }
}
