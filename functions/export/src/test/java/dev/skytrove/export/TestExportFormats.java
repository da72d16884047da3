package dev.skytrove.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.ZstdInputStream;
import dev.skytrove.testing.http.FunctionProcess;
import dev.skytrove.testing.http.ScenarioLake;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports as Parquet, compressed, and what is told of an export without making it. */
final class TestExportFormats {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ARROW = "application/vnd.apache.arrow.stream";
    private static final DateTimeFormatter SIX_DECIMALS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final String PARQUET = "application/vnd.apache.parquet";

    @TempDir
    private static Path directory;

    private static FunctionProcess function;
    private static HttpClient client;

    @BeforeAll
    static void start() throws IOException {
        Path storage = directory.resolve("storage");
        ScenarioLake.write(storage);
        Files.writeString(Files.createDirectory(storage.resolve("state")).resolve("flush.json"), """
                {"version":1,"batch":2,"cursor":1783175460000000,"source":"jetstream.example",
                 "saved_at":"2026-07-04T14:31:05.250Z"}""");
        function = FunctionProcess.start(ExportMain.class, directory, storage, Map.of());
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        if (function != null) {
            client.close();
            function.close();
        }
    }

    @Test
    void aParquetFileHasThePostsInTheirOrder() throws Exception {
        HttpResponse<byte[]> response = get("/export?limit=1000&format=parquet");
        assertThat(response.headers().firstValue("Content-Type")).hasValue(PARQUET);
        assertThat(response.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"skytrove-export.parquet\"");
        assertThat(response.headers().firstValue("X-Complete")).hasValue("true");

        List<String> rows = read(
                response.body(),
                "SELECT to_json({uri: uri, url: url, author_did: author_did, handle: handle, text: text, langs: langs,"
                        + " reply_parent_uri: reply_parent_uri, image_count: image_count, has_video: has_video, link_uris:"
                        + " link_uris, hashtags: hashtags, mention_dids: mention_dids, rev: rev}) FROM read_parquet(?)");
        List<String> lines = lines("/export?limit=1000&format=jsonl&fields=uri,url,author_did,handle,text,langs,"
                + "reply_parent_uri,image_count,has_video,link_uris,hashtags,mention_dids,rev");
        assertThat(lines).hasSize(27);
        assertThat(trees(rows)).isEqualTo(trees(lines));
    }

    @Test
    void itsColumnsAreThoseAskedForWithTheirTypes() throws Exception {
        HttpResponse<byte[]> response = get("/export?text=jump&fields=sort_at,langs,image_count,url", "Accept", PARQUET);
        assertThat(response.headers().firstValue("Content-Type")).hasValue(PARQUET);
        assertThat(read(response.body(), "SELECT column_name || ' ' || column_type FROM (DESCRIBE SELECT * FROM read_parquet(?))"))
                .containsExactly("sort_at TIMESTAMP WITH TIME ZONE", "langs VARCHAR[]", "image_count INTEGER", "url VARCHAR");
        assertThat(read(response.body(), "SELECT epoch_us(sort_at) || ' ' || url FROM read_parquet(?)"))
                .containsExactly("1783168201000000 https://bsky.app/profile/did:plc:alice/post/2");
    }

    @Test
    void featuresAreAStruct() throws Exception {
        HttpResponse<byte[]> response = get("/export?text=100&sort=oldest&format=parquet&fields=text,features");
        assertThat(read(response.body(), "SELECT text || ' ' || coalesce(features::VARCHAR, 'none') FROM read_parquet(?)"))
                .containsExactly("100% sure {'like_count': NULL, 'score': 0.75}", "100 sure none");
    }

    @Test
    void anArrowStreamHasThePostsInTheirOrder() throws Exception {
        HttpResponse<byte[]> response = get("/export?limit=1000", "Accept", ARROW, "Accept-Encoding", "gzip");
        assertThat(response.headers().firstValue("Content-Type")).hasValue(ARROW);
        assertThat(response.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"skytrove-export.arrows\"");
        byte[] stream = new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes();

        List<JsonNode> rows = ArrowRows.read(stream).rows().stream()
                .peek(row -> row.replaceAll((_, value) -> value instanceof Instant time ? SIX_DECIMALS.format(time) : value))
                .<JsonNode>map(JSON::valueToTree)
                .toList();
        assertThat(rows).hasSize(27).isEqualTo(trees(lines("/export?limit=1000&format=jsonl")));
        assertThat(get("/export?limit=1000&format=arrow").body()).isEqualTo(stream);
    }

    @Test
    void featuresAreAMapOfAnArrowStream() throws Exception {
        HttpResponse<byte[]> response = get("/export?text=100&sort=oldest&format=arrow&fields=features,text");
        assertThat(ArrowRows.read(response.body()).rows().toString())
                .isEqualTo("[{features={score=0.75}, text=100% sure}, {features=null, text=100 sure}]");
    }

    @Test
    void nothingFoundIsAFileWithoutRowsAndNoFileStays() throws Exception {
        assertThat(read(get("/export?text=nowhere&format=parquet").body(), "SELECT count(*) FROM read_parquet(?)"))
                .containsExactly("0");
        try (Stream<Path> files = Files.walk(directory.resolve("cache"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".parquet"))).isEmpty();
        }
    }

    @Test
    void textIsCompressedForThoseWhoTakeGzip() throws Exception {
        for (String format : new String[] {"csv", "jsonl"}) {
            String target = "/export?limit=1000&format=" + format;
            HttpResponse<byte[]> packed = get(target, "Accept-Encoding", "gzip");
            assertThat(packed.headers().firstValue("Content-Encoding")).as(format).hasValue("gzip");
            byte[] plain = new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes();
            assertThat(plain).isEqualTo(get(target).body());
            assertThat(packed.body().length).isLessThan(plain.length / 2);
        }
    }

    @Test
    void textIsCompressedWithZstdForThoseWhoPreferIt() throws Exception {
        for (String format : new String[] {"csv", "jsonl"}) {
            String target = "/export?limit=1000&format=" + format;
            byte[] plain = get(target).body();
            for (String accepted : new String[] {"zstd", "gzip;q=0.5, ZSTD;q=1.0, br", "deflate, zstd;q=0.1, gzip;q=0"}) {
                HttpResponse<byte[]> packed = get(target, "Accept-Encoding", accepted);
                assertThat(packed.headers().allValues("Content-Encoding")).as(accepted).containsExactly("zstd");
                try (ZstdInputStream stream = new ZstdInputStream(new ByteArrayInputStream(packed.body()))) {
                    assertThat(stream.readAllBytes()).isEqualTo(plain);
                }
                assertThat(packed.body().length).isLessThan(plain.length / 2);
            }
        }
    }

    @Test
    void anEstimateOfAFewPostsIsExact() throws Exception {
        for (String query : new String[] {
            "limit=1000", "limit=1000&format=jsonl&fields=uri,text", "text=nowhere", "limit=5", "format=arrow",
            "text=nowhere&format=arrow"
        }) {
            JsonNode told = json("/export?estimate=true&" + query);
            assertThat(told.path("bytes").asLong()).as(query).isEqualTo(get("/export?" + query).body().length);
            assertThat(told.path("rows_exact").asBoolean()).isTrue();
            assertThat(told.path("bytes_exact").asBoolean()).isTrue();
        }
        assertThat(json("/export?estimate&limit=1000").path("rows").asInt()).isEqualTo(27);
        assertThat(json("/export?estimate&limit=5").path("rows").asInt()).isEqualTo(5);
        assertThat(json("/export?estimate&format=parquet").path("bytes_exact").asBoolean()).isFalse();
    }

    @Test
    void provenanceTellsTheQueryTheLakeAndTheHours() throws Exception {
        HttpResponse<byte[]> response = get("/export?provenance=true&text=fox&limit=1&start=2026-07-04&end=2026-07-04");
        assertThat(response.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"skytrove-export.json\"");
        JsonNode told = JSON.readTree(response.body());
        assertThat(told.at("/query/parameters/text/0").asText()).isEqualTo("fox");
        assertThat(told.at("/query/parameters").has("provenance")).isFalse();
        assertThat(told.at("/query/start").asText()).isEqualTo("2026-07-04T00:00:00.000000Z");
        assertThat(told.at("/query/end").asText()).isEqualTo("2026-07-05T00:00:00.000000Z");
        assertThat(told.at("/posts/total").asInt()).isEqualTo(2);
        assertThat(told.at("/posts/complete").asBoolean()).isTrue();
        assertThat(told.at("/lake/newest_event").asText()).isEqualTo("2026-07-04T14:31:00.000000Z");
        assertThat(told.at("/lake/last_flush").asText()).isEqualTo("2026-07-04T14:31:05.250000Z");
        assertThat(told.at("/lake/files").asText()).matches("[0-9a-f]{64}");
        assertThat(told.at("/coverage/unknown_hours").asInt()).isEqualTo(24);
        assertThat(told.path("reuse").asText()).contains("User Intents");
        assertThat(get("/export?provenance&estimate").statusCode()).isEqualTo(400);
    }

    private static JsonNode json(String target) throws Exception {
        HttpResponse<byte[]> response = get(target);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        return JSON.readTree(response.body());
    }

    private static List<String> lines(String target) throws Exception {
        return new String(get(target).body(), StandardCharsets.UTF_8).lines().toList();
    }

    private static List<JsonNode> trees(List<String> lines) throws IOException {
        List<JsonNode> trees = new ArrayList<>();
        for (String line : lines) {
            trees.add(JSON.readTree(line));
        }
        return trees;
    }

    private static HttpResponse<byte[]> get(String target, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(function.url() + target));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    /** The first column of what DuckDB reads from a file, as texts. */
    private static List<String> read(byte[] parquet, String sql) throws IOException, SQLException {
        Path file = Files.write(Files.createTempFile(directory, "export", ".pq"), parquet);
        List<String> values = new ArrayList<>();
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                var statement = connection.prepareStatement(sql.replace("?", "'" + file + "'"));
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
