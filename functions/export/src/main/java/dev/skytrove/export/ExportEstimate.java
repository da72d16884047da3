package dev.skytrove.export;

import dev.skytrove.functions.PostFields;
import dev.skytrove.query.SearchPage;
import dev.skytrove.query.criteria.SearchCriteria;
import dev.skytrove.query.posts.PostResult;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.zip.Deflater;

/**
 * How large an export would be.
 *
 * @param rows how many posts
 * @param rowsExact whether that is exact; else there are at most so many
 * @param bytes how long it is, uncompressed but for Parquet
 * @param bytesExact whether that is exact; else it is as if all posts were as long as the first ones
 */
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
record ExportEstimate(long rows, boolean rowsExact, long bytes, boolean bytesExact) {
    /**
     * An estimate.
     *
     * @param page the first posts, and the total
     */
    static ExportEstimate of(SearchPage page, SearchCriteria criteria, Format format, PostFields fields) {
        List<PostResult> posts = page.posts();
        boolean all = page.next().isEmpty() || posts.size() == criteria.limit();
        boolean fromStart = criteria.after().equals(criteria.order().start());
        long rows = all ? posts.size() : Math.min(criteria.limit(), page.total().orElse(posts.size()));
        long[] lengths = format.isFile() ? new long[] {0, packed(posts, fields)} : lengths(posts, format, fields);
        long bytes = lengths[0] + (posts.isEmpty() ? lengths[1] : Math.round((double) lengths[1] / posts.size() * rows));
        return new ExportEstimate(rows, all || fromStart, bytes, all && !format.isFile());
    }

    /** What is before the first post, and the rest. */
    private static long[] lengths(List<PostResult> posts, Format format, PostFields fields) {
        PostEncoder encoder = format.encoder(fields, false);
        long start = encoder.start().length;
        long rest = posts.stream().mapToLong(post -> encoder.add(post).length).sum();
        return new long[] {start, rest + encoder.end().length};
    }

    /** What lines of JSON take when they are packed is near to what Parquet does. */
    private static long packed(List<PostResult> posts, PostFields fields) {
        PostEncoder encoder = Format.JSON_LINES.encoder(fields, false);
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        posts.forEach(post -> lines.writeBytes(encoder.add(post)));
        try (Deflater deflater = new Deflater()) {
            deflater.setInput(lines.toByteArray());
            deflater.finish();
            byte[] part = new byte[1 << 13];
            while (!deflater.finished()) {
                deflater.deflate(part);
            }
            return deflater.getBytesWritten();
        }
    }
}
