package dev.skytrove.export.arrow;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.skytrove.functions.PostFields;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.Schema;

/** The messages of a stream: its schema, any number of batches of rows, and its end. */
public final class ArrowStream {
    private static final int CONTINUATION = -1;
    private static final int ALIGNMENT = 8;
    private static final byte[] END = {-1, -1, -1, -1, 0, 0, 0, 0};

    private final PostFields columns;

    /** @param columns in their order */
    public ArrowStream(PostFields columns) {
        this.columns = columns;
    }

    /** The first message. */
    public byte[] schema() {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int[] fields = columns.list().stream()
                .mapToInt(column -> ArrowFields.add(builder, column.label(), column.type()))
                .toArray();
        int schema = Schema.createSchema(
                builder, Endianness.Little, Schema.createFieldsVector(builder, fields), 0, 0);
        return message(builder, MessageHeader.Schema, schema, Unpooled.EMPTY_BUFFER);
    }

    /** An empty batch of rows. */
    public ArrowBatch newBatch() {
        return new ArrowBatch(columns);
    }

    /** What is behind the last batch. */
    public byte[] end() {
        return END.clone();
    }

    /** Frames a message: a mark, the length of its metadata, that, and its body, each aligned. */
    static byte[] message(FlatBufferBuilder builder, byte type, int header, ByteBuf body) {
        int length = body.readableBytes();
        builder.finish(Message.createMessage(builder, MetadataVersion.V5, type, header, length, 0));
        byte[] metadata = builder.sizedByteArray();
        int padded = aligned(metadata.length);
        ByteBuf message = Unpooled.buffer(ALIGNMENT + padded + length)
                .writeIntLE(CONTINUATION)
                .writeIntLE(padded)
                .writeBytes(metadata)
                .writeZero(padded - metadata.length)
                .writeBytes(body);
        return ByteBufUtil.getBytes(message, 0, message.readableBytes(), false);
    }

    static int aligned(int length) {
        return (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
}
