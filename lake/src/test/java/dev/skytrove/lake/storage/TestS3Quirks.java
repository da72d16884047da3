package dev.skytrove.lake.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.storage.StubS3.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What differs between S3 servers, and what our client does about it: the table in {@code docs/operations/storage.md}. */
final class TestS3Quirks {
    private static final DataSize LIMIT = new DataSize(100);

    @TempDir
    private Path directory;

    @Test
    void putHasNoChecksumTrailerAndNoFraming() throws Exception {
        StubS3.Request request = put();

        assertThat(request.headers().keySet())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .noneMatch(name -> name.contains("checksum") || name.contains("trailer") || name.contains("decoded"));
        assertThat(request.headers().getFirst("Content-Encoding")).isNull();
        assertThat(request.headers().getFirst("x-amz-content-sha256")).doesNotContain("STREAMING");
        assertThat(request.body()).isEqualTo("content");
    }

    @Test
    void putHasContentMd5() throws Exception {
        byte[] digest = MessageDigest.getInstance("MD5").digest("content".getBytes(UTF_8));

        assertThat(put().headers().getFirst("Content-MD5")).isEqualTo(Base64.getEncoder().encodeToString(digest));
    }

    @Test
    void ownEndpointIsAskedInPathStyle() throws Exception {
        assertThat(put().line()).isEqualTo("PUT /bucket/prefix/a/b%2Bc.jsonl");
    }

    @Test
    void objectsHaveTheTypeOfTheirSuffix() throws Exception {
        assertThat(put().headers().getFirst("Content-Type")).isEqualTo("application/x-ndjson");
    }

    @Test
    void slowDownIsWaitedOut() throws Exception {
        Answer slowDown = Answer.error(503, "SlowDown");
        try (StubS3 stub = new StubS3(slowDown, slowDown, new Answer(200, "content"));
                ObjectStore store = stub.store()) {
            assertThat(store.get("a", LIMIT)).isEqualTo("content".getBytes(UTF_8));
            assertThat(stub.requests()).hasSize(3);
        }
    }

    @Test
    void serverThatKeepsFailingIsAskedFiveTimes() throws Exception {
        // A proxy in front of the store answers so: no code, and not S3's XML.
        try (StubS3 stub = new StubS3(new Answer(502, "<html>Bad Gateway</html>"));
                ObjectStore store = stub.store()) {
            assertThatThrownBy(() -> store.put("a", new byte[1]))
                    .isExactlyInstanceOf(StorageException.class)
                    .hasMessageContaining("cannot put 'a' in s3://bucket/prefix: ")
                    .hasMessageContaining("status 502");
            assertThat(stub.requests()).hasSize(5);
        }
    }

    @Test
    void answerThatBreaksOffIsAskedForAgain() throws Exception {
        Answer torn = new Answer(200, "cont", 7);
        try (StubS3 stub = new StubS3(torn, new Answer(200, "content"));
                ObjectStore store = stub.store()) {
            assertThat(store.get("a", LIMIT)).isEqualTo("content".getBytes(UTF_8));
            assertThat(stub.requests()).hasSize(2);
        }
        try (StubS3 stub = new StubS3(torn, torn, new Answer(200, "content"));
                ObjectStore store = stub.store()) {
            Path target = directory.resolve("target");
            store.download("a", target);
            assertThat(target).hasContent("content");
        }
    }

    @Test
    void downloadThatKeepsBreakingOffLeavesNoFile() throws Exception {
        try (StubS3 stub = new StubS3(new Answer(200, "cont", 7));
                ObjectStore store = stub.store()) {
            assertThatThrownBy(() -> store.download("a", directory.resolve("target")))
                    .isExactlyInstanceOf(StorageException.class);
            assertThat(directory).isEmptyDirectory();
        }
    }

    @Test
    void deleteThatPartlyFailsIsAFailure() throws Exception {
        String answer = "<DeleteResult><Error><Key>prefix/b</Key><Code>AccessDenied</Code></Error></DeleteResult>";
        try (StubS3 stub = new StubS3(new Answer(200, answer));
                ObjectStore store = stub.store()) {
            assertThatThrownBy(() -> store.delete(List.of("a", "b")))
                    .isExactlyInstanceOf(StorageException.class)
                    .hasMessage("cannot delete 1 objects in s3://bucket/prefix, first 'prefix/b': AccessDenied");
        }
    }

    @Test
    void listingThatIsNotInOrderIsRefused() throws Exception {
        String answer = "<ListBucketResult><IsTruncated>false</IsTruncated>"
                + "<Contents><Key>prefix/b</Key><Size>1</Size></Contents>"
                + "<Contents><Key>prefix/a</Key><Size>1</Size></Contents></ListBucketResult>";
        try (StubS3 stub = new StubS3(new Answer(200, answer));
                ObjectStore store = stub.store()) {
            assertThatThrownBy(() -> store.list("", "", object -> {}))
                    .isExactlyInstanceOf(StorageException.class)
                    .hasMessageContaining("'a' behind 'b'");
        }
    }

    @Test
    void missingDirectoryIsNoReasonToAsk() throws Exception {
        try (StubS3 stub = new StubS3(new Answer(200, "content"));
                ObjectStore store = stub.store()) {
            Path missing = Files.createDirectory(directory.resolve("d")).resolve("missing/target");
            assertThatThrownBy(() -> store.download("a", missing))
                    .isExactlyInstanceOf(StorageException.class)
                    .hasMessageContaining("missing");
            assertThat(stub.requests()).isEmpty();
        }
    }

    private StubS3.Request put() throws Exception {
        try (StubS3 stub = new StubS3(new Answer(200, ""));
                ObjectStore store = stub.store()) {
            store.put("a/b+c.jsonl", "content".getBytes(UTF_8));
            assertThat(stub.requests()).hasSize(1);
            return stub.requests().getFirst();
        }
    }
}
