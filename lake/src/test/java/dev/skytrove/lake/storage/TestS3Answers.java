package dev.skytrove.lake.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.storage.StorageLocation.S3Location;
import dev.skytrove.lake.storage.StubS3.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A server that answers 200 to everything and stores nothing. */
final class TestS3Answers {
    private static final DataSize LIMIT = new DataSize(10_000);
    private static final String LOGIN = "<!DOCTYPE html><html><body>Please accept our terms</body></html>";
    private static final String PUT_ONE = "<InitiateMultipartUploadResult><UploadId>1</UploadId></InitiateMultipartUploadResult>";

    /** What web servers send with a page; many have ETags, too. */
    private static final Map<String, String> OF_PAGES =
            Map.of("Content-Type", "text/html", "ETag", "\"5f3e-60a\"", "Server", "nginx");

    private static final Answer PORTAL = new Answer(200, LOGIN).with(OF_PAGES);

    @TempDir
    private Path directory;

    static Stream<Arguments> requests() {
        return Stream.of(
                request("put", store -> store.put("a", "content".getBytes(UTF_8))),
                request("get", store -> store.get("a", LIMIT)),
                request("list", store -> store.list("", "", object -> {})),
                request("delete", store -> store.delete(List.of("a"))));
    }

    private static Arguments request(String name, Consumer<ObjectStore> request) {
        return Arguments.of(name, request);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void i1PageOfAPortalIsNoAnswer(String name, Consumer<ObjectStore> request) throws Exception {
        try (StubS3 stub = new StubS3(PORTAL);
                ObjectStore store = stub.store()) {
            assertThatThrownBy(() -> request.accept(store))
                    .isExactlyInstanceOf(StorageException.class)
                    .hasMessageContaining("cannot " + name)
                    .hasMessageContaining("s3://bucket/prefix")
                    .hasMessageContaining("127.0.0.1")
                    .hasMessageContaining("text/html")
                    .hasMessageContaining("x-amz-request-id")
                    .hasMessageContaining("AWS_ENDPOINT_URL_S3");
            assertThat(stub.requests()).as("asked once").hasSize(1);
        }
    }

    @Test
    void pageOfAPortalIsNoFile() throws Exception {
        try (StubS3 stub = new StubS3(PORTAL);
                ObjectStore store = stub.store()) {
            assertThatThrownBy(() -> store.download("a", directory.resolve("a")))
                    .isExactlyInstanceOf(StorageException.class);
            assertThat(directory).isEmptyDirectory();
        }
    }

    @Test
    void refusedAnswersKeepNoConnection() throws Exception {
        // More than the pool has: if each kept one, the next would wait for ten minutes.
        try (StubS3 stub = new StubS3(PORTAL);
                ObjectStore store = stub.store()) {
            for (int i = 0; i < 70; i++) {
                assertThatThrownBy(() -> store.get("a", LIMIT)).hasMessageContaining("is not S3's");
            }
            assertThat(stub.requests()).hasSize(70);
        }
    }

    @Test
    void i1PutWithoutEtagIsNoPut() throws Exception {
        for (Map<String, String> headers : List.of(
                Map.of("x-amz-request-id", "tx1"), Map.of("x-amz-request-id", "tx1", "ETag", "\"\""))) {
            try (StubS3 stub = new StubS3(new Answer(200, "").with(headers));
                    ObjectStore store = stub.store()) {
                assertThatThrownBy(() -> store.put("a", new byte[1])).hasMessageContaining("it has no ETag");
            }
        }
    }

    @Test
    void listingThatIsNoneIsNoEmptyBucket() throws Exception {
        // A proxy may pass S3's headers on with a page of its own.
        for (String body : List.of("<html><body>no</body></html>", "<ListAllMyBucketsResult/>")) {
            try (StubS3 stub = new StubS3(new Answer(200, body));
                    ObjectStore store = stub.store()) {
                assertThatThrownBy(() -> store.list("", "", object -> {}))
                        .isExactlyInstanceOf(StorageException.class)
                        .hasMessageContaining("the answer is no listing");
            }
        }
    }

    @Test
    void i1CompletionWithAnErrorInItsBodyIsAFailure() throws Exception {
        String error = "<?xml version=\"1.0\"?>\n<Error><Code>InternalError</Code><Message>no</Message></Error>";
        assertThatThrownBy(() -> putInParts(new Answer(200, error)))
                .isExactlyInstanceOf(StorageException.class)
                .hasMessageContaining("InternalError");
    }

    @Test
    void i1CompletionThatStoredNothingIsAFailure() {
        // HEAD says how long an object is: none, then one of another length.
        assertThatThrownBy(() -> putInParts(new Answer(200, "<html/>"), new Answer(404, "")))
                .isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> putInParts(new Answer(200, "<html/>"), new Answer(200, "")))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("the server has");
    }

    @Test
    void uploadOfPartsThatDoesNotBeginIsAFailure() throws Exception {
        try (StubS3 stub = new StubS3(new Answer(200, "<html/>"));
                ObjectStore store = parts(stub)) {
            assertThatThrownBy(() -> store.put("a", new byte[20]))
                    .isExactlyInstanceOf(StorageException.class)
                    .hasMessageContaining("began no upload");
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "\"9a0364b9e99bb480dd25e1f0284c8555\", true",
                "\"9a0364b9e99bb480dd25e1f0284c8555-3\", true",
                "9a0364b9e99bb480dd25e1f0284c8555, true",
                "9a0364b9e99bb480dd25e1f0284c8555-12, true",
                "W/\"abc\", true",
                "\"\", false",
                "abc, false",
                "\"a b\", false",
                "<html>, false"
            })
    void formsOfEtags(String etag, boolean isOne) {
        assertThat(S3Answers.isEtag(etag)).isEqualTo(isOne);
    }

    @Test
    void otherHeadersOfS3DoAsWell() throws Exception {
        Answer answer = new Answer(200, "").with(Map.of("X-Amz-Version-Id", "1", "ETag", "\"0\""));
        try (StubS3 stub = new StubS3(answer);
                ObjectStore store = stub.store()) {
            assertThatCode(() -> store.put("a", new byte[1])).doesNotThrowAnyException();
        }
    }

    private static void putInParts(Answer... last) throws Exception {
        Answer[] answers = Stream.concat(Stream.of(new Answer(200, PUT_ONE), new Answer(200, ""), new Answer(200, "")),
                        Stream.of(last))
                .toArray(Answer[]::new);
        try (StubS3 stub = new StubS3(answers);
                ObjectStore store = parts(stub)) {
            store.put("a", new byte[20]);
        }
    }

    /** A store that puts more than ten bytes in parts. */
    private static ObjectStore parts(StubS3 stub) {
        return new S3ObjectStore(
                new S3Location("bucket", ""), S3Settings.of(stub.environment()), new DataSize(10));
    }
}
