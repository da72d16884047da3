package dev.skytrove.export;

import dev.skytrove.query.posts.PostResult;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;

/** A record of text for each post, sent at once. */
final class TextEncoder implements PostEncoder {
    private final String header;
    private final BiConsumer<StringBuilder, PostResult> append;
    private final StringBuilder record = new StringBuilder();

    /**
     * @param header what is before the first record
     * @param append appends a post's record, line break included
     */
    TextEncoder(String header, BiConsumer<StringBuilder, PostResult> append) {
        this.header = header;
        this.append = append;
    }

    @Override
    public byte[] start() {
        return bytes(header);
    }

    @Override
    public byte[] add(PostResult post) {
        record.setLength(0);
        append.accept(record, post);
        return bytes(record.toString());
    }

    @Override
    public byte[] end() {
        return bytes("");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
