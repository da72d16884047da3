package dev.skytrove.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.functions.PostFields;
import dev.skytrove.query.posts.PostResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
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
        FIELDS.list().forEach(field -> values.put(field.name(), field.value().apply(post)));
        return values;
    }

    private PostResult post(int number) {
        return post(number, maybe("größer 日本 😀 " + number));
    }

    private PostResult post(int number, String text) {
        return new PostResult(
                "at://did:plc:a/app.bsky.feed.post/" + number, "did:plc:a", maybe("a.test"), "" + number, maybe("bafy"), "3rev",
                "create", text, random.nextBoolean() ? Instant.parse("0001-01-01T00:00:00Z") : null,
                NOON.plusNanos(number * 1_000L), NOON, texts(), maybe("at://root"), maybe(""), null, maybe("embed"),
                random.nextInt(5), random.nextBoolean(), texts(), texts(), texts(), texts(), features());
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
        return random.nextBoolean() ? features : null;
    }
}
