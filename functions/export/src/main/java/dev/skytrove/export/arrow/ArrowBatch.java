package dev.skytrove.export.arrow;

import dev.skytrove.functions.PostFields;
import dev.skytrove.query.posts.PostResult;
import java.util.List;

/** Rows that are sent together. Used by one thread. */
public final class ArrowBatch {
    private final PostFields columns;
    private final List<ArrowVector> vectors;
    private int rows;

    ArrowBatch(PostFields columns) {
        this.columns = columns;
        this.vectors = columns.list().stream().map(column -> ArrowVector.of(column.type())).toList();
    }

    /** Adds a post as a row. */
    public void add(PostResult post) {
        for (int i = 0; i < vectors.size(); i++) {
            vectors.get(i).add(post.value(columns.list().get(i)));
        }
        rows++;
    }

    /** How many rows it has. */
    public int rows() {
        return rows;
    }

    /** The message. */
    public byte[] message() {
        BatchBody body = new BatchBody();
        vectors.forEach(vector -> vector.addTo(body));
        return body.message(rows);
    }
}
