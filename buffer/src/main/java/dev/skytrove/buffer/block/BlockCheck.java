package dev.skytrove.buffer.block;

import dev.skytrove.lake.ByteSlice;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Whether blocks of events can be made in this process. */
public final class BlockCheck {
    private BlockCheck() {}

    /**
     * Packs an event and unpacks it.
     *
     * @return what was found, in a few words
     */
    public static String roundTrip() {
        byte[] event = "größer ".repeat(1_000).getBytes(StandardCharsets.UTF_8);
        try (BlockWriter writer = new BlockWriter();
                BlockReader reader = new BlockReader()) {
            byte[] block = writer.pack(List.of(ByteSlice.of(event))).getFirst();
            if (!Arrays.equals(reader.unpack(block, "the self-check's").getFirst(), event)) {
                throw new IllegalStateException("an event came out otherwise than it was packed");
            }
            return event.length + " bytes in a block of " + block.length;
        }
    }
}
