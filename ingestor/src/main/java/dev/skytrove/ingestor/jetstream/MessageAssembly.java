package dev.skytrove.ingestor.jetstream;

import dev.skytrove.lake.ByteSlice;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/** Messages in the making, and those that are made. Of a message that is too large it keeps the beginning. */
final class MessageAssembly {
    private static final int KEPT = 64 << 10;

    private final int limit;
    private final Chunks chunks;
    private List<Message> made = new ArrayList<>();
    private long bytesMade;
    /** Those that hold what is made, but for the one that is being filled. */
    private List<Chunk> filled = new ArrayList<>();
    private Chunk chunk;
    private int start;
    private int length;
    private int room;
    private boolean begun;
    private boolean tooLarge;

    /**
     * @param limit the largest message to keep whole, in bytes
     * @param chunks where messages are put
     */
    MessageAssembly(int limit, Chunks chunks) {
        this.limit = limit;
        this.chunks = chunks;
        this.chunk = chunks.next(0);
    }

    /** Whether some of the message's fragments, and not the last, are here. */
    boolean isBegun() {
        return begun;
    }

    /** Makes room for a fragment. */
    void begin(long fragment) {
        begun = true;
        tooLarge |= fragment > limit - length;
        room = tooLarge ? Math.max(length, Math.min(KEPT, limit)) : length + (int) fragment;
        if (room > chunk.bytes().length - start) {
            // Fragments that make a large message are not copied each time that another one comes.
            move(chunks.next(length == 0 ? room : 2 * room));
        }
    }

    private void move(Chunk next) {
        System.arraycopy(chunk.bytes(), start, next.bytes(), 0, length);
        filled.add(chunk);
        chunk = next;
        start = 0;
    }

    /** Takes the next bytes of the fragment, or skips them if the message is too large. */
    void add(ByteBuf in, int count) {
        int kept = Math.min(count, room - length);
        if (in.nioBufferCount() == 1) {
            // What readBytes would do, but for a new view of the buffer each time.
            in.internalNioBuffer(in.readerIndex(), kept).get(chunk.bytes(), start + length, kept);
        } else {
            in.getBytes(in.readerIndex(), chunk.bytes(), start + length, kept);
        }
        in.skipBytes(count);
        length += kept;
    }

    /** The message is complete. */
    void end(boolean binary) {
        made.add(new Message(new ByteSlice(chunk.bytes(), start, start + length), binary));
        bytesMade += length;
        start += length;
        length = 0;
        begun = false;
        tooLarge = false;
    }

    /** Whether no message was completed since they were last taken. */
    boolean isEmpty() {
        return made.isEmpty();
    }

    /** The messages that are complete. */
    Messages take() {
        filled.add(chunk.retain());
        Messages taken = new Messages(made, bytesMade, filled);
        // The next read brings about as many.
        made = new ArrayList<>(made.size());
        bytesMade = 0;
        filled = new ArrayList<>(1);
        return taken;
    }
}
