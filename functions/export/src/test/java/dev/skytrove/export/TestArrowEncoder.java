package dev.skytrove.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.functions.PostFields;
import dev.skytrove.query.posts.PostField;
import dev.skytrove.query.posts.PostResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TestArrowEncoder {
    private static final PostFields FIELDS = PostFields.of(Map.of("fields", List.of("*,features")));
    private static final Instant NOON = Instant.parse("2026-07-04T12:00:00.000001Z");

    private final Random random = new Random(1);

    @Test
    void whatIsWrittenIsReadWhateverIsThere() throws IOException {
        List<PostResult> posts = IntStream.range(0, 9_000).mapToObj(this::post).toList();

        ArrowRows read = ArrowRows.read(encode(posts));

        assertThat(read.batches()).hasSizeGreaterThan(2).allSatisfy(rows -> assertThat(rows).isBetween(1, 4_096));
        assertThat(read.rows()).isEqualTo(posts.stream().map(TestArrowEncoder::values).toList());
    }

    @Test
    void columnsHaveTheirTypes() throws IOException {
        ArrowRows read = ArrowRows.read(encode(List.of()));

        assertThat(read.rows()).isEmpty();
        assertThat(read.schema().getFields()).extracting(Object::toString).containsSubsequence(
                "uri: Utf8", "created_at: Timestamp(MICROSECOND, UTC)", "langs: List<item: Utf8 not null>",
                "image_count: Int(32, true)", "has_video: Bool",
                "features: Map(false)<entries: Struct<key: Utf8 not null, value: FloatingPoint(DOUBLE)> not null>");
    }

    @Test
    void i5BatchesAreBoundedByBytes() throws IOException {
        List<PostResult> posts = IntStream.range(0, 40).mapToObj(i -> post(i, "x".repeat(100_000))).toList();

        assertThat(ArrowRows.read(encode(posts)).batches()).hasSize(14).startsWith(3, 3).endsWith(1);
    }

    private static byte[] encode(List<PostResult> posts) {
        PostEncoder encoder = Format.ARROW.encoder(FIELDS, true);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(encoder.start());
        posts.forEach(post -> bytes.writeBytes(encoder.add(post)));
        bytes.writeBytes(encoder.end());
        return bytes.toByteArray();
    }

    private static Map<String, Object> values(PostResult post) {
        Map<String, Object> values = new LinkedHashMap<>();
        FIELDS.list().forEach(field -> values.put(field.label(), post.value(field)));
        return values;
    }

    private PostResult post(int number) {
        return post(number, maybe("größer 日本 😀 " + number));
    }

    /** With a value for every field. */
    private PostResult post(int number, String text) {
        Map<PostField, Object> values = new EnumMap<>(PostField.class);
        for (PostField field : PostField.known()) {
            Object value = any(field, number);
            values.put(field, field.isNullable() && random.nextInt(3) == 0 ? null : value);
        }
        values.put(PostField.URI, "at://did:plc:a/app.bsky.feed.post/" + number);
        values.put(PostField.TEXT, text);
        return new PostResult(values);
    }

    private Object any(PostField field, int number) {
        return switch (field.type()) {
            case TEXT -> random.nextBoolean() ? "" : "größer 日本 😀 " + number;
            case NUMBER -> random.nextInt(5);
            case FLAG -> random.nextBoolean();
            case TIME -> random.nextBoolean() ? Instant.parse("0001-01-01T00:00:00Z") : NOON.plusNanos(number * 1_000L);
            case TEXTS -> texts();
            case NUMBERS -> features();
        };
    }

    private String maybe(String text) {
        return random.nextInt(3) == 0 ? null : text;
    }

    private List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (int i = random.nextInt(4) - 1; i > 0; i--) {
            texts.add("ü" + random.nextInt(100));
        }
        return texts;
    }

    private SortedMap<String, Double> features() {
        SortedMap<String, Double> features = new TreeMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            features.put("score_" + i, random.nextDouble());
        }
        return features;
    }
}
