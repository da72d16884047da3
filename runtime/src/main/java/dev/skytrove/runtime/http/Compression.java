package dev.skytrove.runtime.http;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.MediaType;
import io.micronaut.http.server.netty.DefaultHttpCompressionStrategy;
import io.micronaut.http.server.netty.HttpCompressionStrategy;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import jakarta.inject.Singleton;
import java.util.Locale;

/**
 * Which answers are compressed for clients that take that: texts, also lines of JSON, which Micronaut does not know as a
 * text. A stream is compressed as it is sent, in constant memory.
 */
@Singleton
@Replaces(DefaultHttpCompressionStrategy.class)
@Requires(classes = HttpCompressionStrategy.class)
final class Compression implements HttpCompressionStrategy {
    /** What is shorter does not get shorter by it. */
    private static final int THRESHOLD = 1 << 10;

    private static final int MOST_BYTES_OF_ZSTD = 32 << 20;

    @Override
    public boolean shouldCompress(HttpResponse response) {
        String type = response.headers().get(HttpHeaderNames.CONTENT_TYPE);
        Integer length = response.headers().getInt(HttpHeaderNames.CONTENT_LENGTH);
        return type != null && isCompressible(type.toLowerCase(Locale.ROOT)) && (length == null || length >= THRESHOLD);
    }

    /** Of a part of an answer. It counts only where zstd's library is, which functions do not have. */
    @Override
    public int getMaxZstdEncodeSize() {
        return MOST_BYTES_OF_ZSTD;
    }

    private static boolean isCompressible(String type) {
        return type.startsWith("text/")
                || type.startsWith(MediaType.APPLICATION_JSON)
                || type.startsWith(Problem.MEDIA_TYPE)
                || type.startsWith("application/x-ndjson")
                || type.startsWith("application/vnd.apache.arrow.");
    }
}
