package dev.skytrove.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.testing.Await;
import dev.skytrove.testing.http.FunctionProcess;
import dev.skytrove.testing.http.RawRequest;
import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.lake.SamplePost;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An export that nobody reads keeps no place from others. */
final class TestSlowReaders {
    private static final String REQUEST = "GET /export?limit=100000 HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final int POSTS = 20_000;

    @TempDir
    private Path directory;

    @Test
    @Timeout(60)
    void i5ExportsThatNobodyReadsGiveTheirPlaceToOthers() throws Exception {
        Path storage = directory.resolve("storage");
        writeMany(storage);
        Map<String, String> settings = Map.of("SKYTROVE_HTTP_REQUEST_TIMEOUT", "6s");
        try (FunctionProcess function = FunctionProcess.start(ExportMain.class, directory, storage, settings);
                Socket one = unread(function.url().getPort());
                Socket other = unread(function.url().getPort())) {
            for (Socket socket : List.of(one, other)) {
                assertThat(socket.getInputStream().readNBytes(15)).asString(StandardCharsets.UTF_8).isEqualTo("HTTP/1.1 200 OK");
            }
            HttpResponse<String> third = function.get("/export?limit=100000");

            assertThat(third.statusCode()).isEqualTo(200);
            assertThat(third.body().lines()).hasSize(POSTS + 2);
            Await.until("both are cut off", Duration.ofSeconds(30), () -> function.process()
                            .stderr()
                            .lines()
                            .filter(line -> line.contains("reads slower than allowed"))
                            .count()
                    == 2);
        }
    }

    private static Socket unread(int port) throws IOException {
        Socket socket = RawRequest.connect(port);
        socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    /** Some 30 MB, more than is sent to a client that reads nothing. */
    private static void writeMany(Path storage) {
        try (SampleLake lake = SampleLake.in(storage)) {
            lake.add(SamplePost.of("did:plc:a", "1", "first", Instant.parse("2026-07-04T12:30:00Z")));
            lake.execute("INSERT INTO posts SELECT uri || i, author_did, rkey || i, cid, rev, operation, repeat(md5(i::VARCHAR), 40),"
                    + " posts.* EXCLUDE (uri, author_did, rkey, cid, rev, operation, text) FROM posts, range(20000) r(i)");
            lake.flush(1);
        }
    }
}
