package dev.skytrove.export;

import dev.skytrove.export.arrow.ArrowBatch;
import dev.skytrove.export.arrow.ArrowStream;
import dev.skytrove.functions.PostFields;
import dev.skytrove.query.posts.PostResult;
import java.util.Arrays;

/** A stream of Arrow IPC, whose batches are bounded by rows and by bytes. */
final class ArrowEncoder implements PostEncoder {
    /** So many are read as fast as more. */
    private static final int MOST_ROWS = 4_096;

    /** Of texts, in bytes: one post may be larger. */
    private static final long LARGE = 256 << 10;

    private static final byte[] NOTHING = {};

    private final ArrowStream stream;
    private ArrowBatch batch;
    private long weight;

    ArrowEncoder(PostFields fields) {
        this.stream = new ArrowStream(fields);
        this.batch = stream.newBatch();
    }

    @Override
    public byte[] start() {
        return stream.schema();
    }

    @Override
    public byte[] add(PostResult post) {
        batch.add(post);
        weight += post.weight();
        return batch.rows() < MOST_ROWS && weight < LARGE ? NOTHING : flush();
    }

    @Override
    public byte[] end() {
        byte[] last = batch.rows() == 0 ? NOTHING : flush();
        byte[] end = stream.end();
        byte[] both = Arrays.copyOf(last, last.length + end.length);
        System.arraycopy(end, 0, both, last.length, end.length);
        return both;
    }

    private byte[] flush() {
        byte[] message = batch.message();
        batch = stream.newBatch();
        weight = 0;
        return message;
    }
}
