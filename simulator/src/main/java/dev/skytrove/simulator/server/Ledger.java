package dev.skytrove.simulator.server;

import dev.skytrove.simulator.history.EventReader;
import dev.skytrove.simulator.history.History;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** The whole history in delivery order, one event a line: what a client that missed nothing must have got. */
public final class Ledger {
    private static final int BUFFER_BYTES = 64 * 1024;

    private Ledger() {}

    /** Writes it to a file, replacing what was there. */
    public static void write(History history, Path file) throws IOException {
        EventReader reader = history.reader();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES)) {
            for (long index = 0; index < history.size(); index++) {
                ByteBuffer event = reader.read(index);
                out.write(event.array(), event.arrayOffset() + event.position(), event.remaining());
                out.write('\n');
            }
        }
    }
}
