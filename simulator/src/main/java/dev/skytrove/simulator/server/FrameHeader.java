package dev.skytrove.simulator.server;

import io.netty.buffer.ByteBuf;

/** How a final frame begins (RFC 6455, section 5.2); a server's are not masked. */
final class FrameHeader {
    static final int TEXT = 0x81;
    static final int BINARY = 0x82;
    static final int LONGEST = 10;

    private static final int TWO_BYTE_LENGTH = 126;
    private static final int EIGHT_BYTE_LENGTH = 127;

    private FrameHeader() {}

    static void write(ByteBuf out, int type, int length) {
        out.writeByte(type);
        if (length < TWO_BYTE_LENGTH) {
            out.writeByte(length);
        } else if (length < 1 << 16) {
            out.writeByte(TWO_BYTE_LENGTH).writeShort(length);
        } else {
            out.writeByte(EIGHT_BYTE_LENGTH).writeLong(length);
        }
    }
}
