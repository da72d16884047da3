package dev.skytrove.export.arrow;

import com.google.flatbuffers.FlatBufferBuilder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;

/** The buffers of a batch of rows one behind the other, and where each lies. */
final class BatchBody {
    private final ByteBuf bytes = Unpooled.buffer();
    private final List<Node> nodes = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();

    private record Node(int length, int nulls) {}

    private record Place(int offset, int length) {}

    /** Begins a field: how long it is and which of its values are there. */
    void field(int length, BitSet valid) {
        nodes.add(new Node(length, length - valid.cardinality()));
        bits(length, valid);
    }

    /** Begins a field whose values are all there. */
    void field(int length) {
        nodes.add(new Node(length, 0));
        buffer(Unpooled.EMPTY_BUFFER);
    }

    /** Adds one bit a value, the first lowest. */
    void bits(int length, BitSet bits) {
        byte[] set = bits.toByteArray();
        buffer(Unpooled.buffer().writeBytes(set).writeZero((length + Byte.SIZE - 1) / Byte.SIZE - set.length));
    }

    /** Adds a buffer, which stays as it is. */
    void buffer(ByteBuf content) {
        int length = content.readableBytes();
        places.add(new Place(bytes.readableBytes(), length));
        bytes.writeBytes(content, content.readerIndex(), length).writeZero(ArrowStream.aligned(length) - length);
    }

    byte[] message(int rows) {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        RecordBatch.startNodesVector(builder, nodes.size());
        for (Node node : nodes.reversed()) {
            FieldNode.createFieldNode(builder, node.length, node.nulls);
        }
        int all = builder.endVector();
        RecordBatch.startBuffersVector(builder, places.size());
        for (Place place : places.reversed()) {
            Buffer.createBuffer(builder, place.offset, place.length);
        }
        int buffers = builder.endVector();
        RecordBatch.startRecordBatch(builder);
        RecordBatch.addLength(builder, rows);
        RecordBatch.addNodes(builder, all);
        RecordBatch.addBuffers(builder, buffers);
        return ArrowStream.message(builder, MessageHeader.RecordBatch, RecordBatch.endRecordBatch(builder), bytes);
    }
}
