package dev.skytrove.ingestor.jetstream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import java.util.List;

/**
 * Reads the frames that a server sends (RFC 6455, section 5.2). Passes on the data messages of one read as {@link
 * Messages}, whatever fragments they came in, and each control frame as a {@link WebSocketFrame}, in their order.
 *
 * <p>Netty's own decoder ends the connection at a message that is too large, and the next connection would be sent the
 * same message again. This one passes on its first bytes, which are no JSON, and goes on behind it (I6). Nor does it
 * end the connection at text that is not UTF-8, for the same reason.
 */
final class MessageDecoder extends ByteToMessageDecoder implements WebSocketFrameDecoder {
    private static final int CONTINUATION = 0;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int FINAL = 0x80;
    private static final int RESERVED = 0x70;
    private static final int MASKED = 0x80;
    private static final int LENGTH_OF_2 = 126;
    private static final int LENGTH_OF_8 = 127;
    private static final int MAX_CONTROL = 125;

    private final MessageAssembly messages;
    private boolean binary;
    private boolean insideData;
    private boolean lastOfMessage;
    private long remaining;
    private boolean closed;

    /**
     * @param maxMessage the largest message to pass on whole, in bytes
     * @param chunks where messages are put
     */
    MessageDecoder(int maxMessage, Chunks chunks) {
        this.messages = new MessageAssembly(maxMessage, chunks);
    }

    @Override
    protected void callDecode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        try {
            super.callDecode(context, in, out);
        } finally {
            // Also those before a frame that is none.
            passOn(out);
        }
    }

    private void passOn(List<Object> out) {
        if (!messages.isEmpty()) {
            out.add(messages.take());
        }
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (closed) {
            in.skipBytes(in.readableBytes());
        } else if (insideData) {
            data(in);
        } else {
            header(in, out);
        }
    }

    private void header(ByteBuf in, List<Object> out) {
        if (in.readableBytes() < 2) {
            return;
        }
        int first = in.getUnsignedByte(in.readerIndex());
        int second = in.getUnsignedByte(in.readerIndex() + 1);
        if ((first & RESERVED) != 0 || (second & MASKED) != 0) {
            throw new CorruptedFrameException("a frame with a reserved bit or a mask, which no server may send");
        }
        int headerLength = headerLength(second);
        if (in.readableBytes() < headerLength) {
            return;
        }
        long length = payloadLength(second, in);
        boolean last = (first & FINAL) != 0;
        int opcode = first & 0x0f;
        if (opcode <= BINARY) {
            beginData(opcode, last, length);
            in.skipBytes(headerLength);
            data(in);
        } else {
            control(opcode, last, length, headerLength, in, out);
        }
    }

    private static int headerLength(int lengthByte) {
        return switch (lengthByte) {
            case LENGTH_OF_8 -> 10;
            case LENGTH_OF_2 -> 4;
            default -> 2;
        };
    }

    private static long payloadLength(int lengthByte, ByteBuf in) {
        return switch (lengthByte) {
            case LENGTH_OF_8 -> in.getLong(in.readerIndex() + 2);
            case LENGTH_OF_2 -> in.getUnsignedShort(in.readerIndex() + 2);
            default -> lengthByte;
        };
    }

    private void beginData(int opcode, boolean last, long length) {
        if (length < 0 || (opcode == CONTINUATION) != messages.isBegun()) {
            throw new CorruptedFrameException("a fragment out of order, or a negative length");
        }
        messages.begin(length);
        if (opcode != CONTINUATION) {
            binary = opcode == BINARY;
        }
        insideData = true;
        lastOfMessage = last;
        remaining = length;
    }

    private void data(ByteBuf in) {
        int count = (int) Math.min(remaining, in.readableBytes());
        messages.add(in, count);
        remaining -= count;
        if (remaining == 0) {
            insideData = false;
            if (lastOfMessage) {
                messages.end(binary);
            }
        }
    }

    private void control(int opcode, boolean last, long length, int headerLength, ByteBuf in, List<Object> out) {
        if (!last || length > MAX_CONTROL) {
            throw new CorruptedFrameException("a control frame in parts or of " + length + " bytes");
        }
        if (in.readableBytes() < headerLength + length) {
            return;
        }
        in.skipBytes(headerLength);
        passOn(out);
        out.add(controlFrame(opcode, in.readRetainedSlice((int) length)));
    }

    private WebSocketFrame controlFrame(int opcode, ByteBuf payload) {
        switch (opcode) {
            case CLOSE -> {
                closed = true;
                return closeFrame(payload);
            }
            case PING -> {
                return new PingWebSocketFrame(payload);
            }
            case PONG -> {
                return new PongWebSocketFrame(payload);
            }
            default -> {
                payload.release();
                throw new CorruptedFrameException("unknown opcode " + opcode);
            }
        }
    }

    private static WebSocketFrame closeFrame(ByteBuf payload) {
        if (payload.readableBytes() == 1) {
            payload.release();
            return new CloseWebSocketFrame();
        }
        return new CloseWebSocketFrame(true, 0, payload);
    }
}
