package dev.skytrove.simulator.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Frames that were made before. */
final class ReadyFrames implements ClientFrames {
    private final FrameStore store;
    private final FrameEncoder encoder;
    private long next;
    private long end;

    /** @param encoder for frames that are not in the store */
    ReadyFrames(FrameStore store, FrameEncoder encoder, long first) {
        this.store = store;
        this.encoder = encoder;
        this.next = first;
    }

    @Override
    public boolean isOver() {
        return next >= store.size();
    }

    @Override
    public long end() {
        return end;
    }

    @Override
    public long write(ByteBuf out, long most, int bytes) {
        long first = next;
        long frames = 0;
        long length = 0;
        while (next < store.size() && frames < most && length < bytes) {
            int one = store.length(next++);
            if (one > 0) {
                length += one;
                frames++;
                end = next;
            }
        }
        store.copy(out, first, next);
        return frames;
    }

    @Override
    public long skip(long most) {
        long skipped = 0;
        while (skipped < most && !isOver()) {
            if (store.length(next++) > 0) {
                skipped++;
            }
        }
        return skipped;
    }

    @Override
    public ByteBuf again() {
        ByteBuf out = Unpooled.buffer();
        store.copy(out, end - 1, end);
        return out;
    }

    @Override
    public FrameEncoder encoder() {
        return encoder;
    }
}
