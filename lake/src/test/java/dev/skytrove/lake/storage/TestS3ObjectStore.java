package dev.skytrove.lake.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.storage.StorageLocation.S3Location;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The contract, and the quirks, of the server that Hetzner runs. */
final class TestS3ObjectStore extends ObjectStoreContract {
    private static final DataSize PART = DataSize.ofMebibytes(5);
    private static String bucket;

    @BeforeAll
    static void makeBucket() {
        bucket = CephRgw.newBucket();
    }

    @Override
    ObjectStore open(String prefix) {
        return new S3ObjectStore(new S3Location(bucket, prefix + "/"), S3Settings.of(CephRgw.environment()), PART);
    }

    @Test
    void largeObjectIsPutInParts() {
        store.put("large", new byte[12 << 20]);

        try (S3Client client = CephRgw.client()) {
            String etag = client.headObject(head -> head.bucket(bucket).key(key("large"))).eTag();
            assertThat(etag).endsWith("-3\"");
        }
    }

    @Test
    void brokenUploadLeavesNothing() {
        try (S3Client client = CephRgw.client()) {
            S3Upload upload = new S3Upload(client, bucket, key("broken"), PART);

            assertThatThrownBy(() -> upload.put(new BreakingContent())).hasMessage("the disk broke");

            assertThat(names("", "")).isEmpty();
            assertThat(client.listMultipartUploads(list -> list.bucket(bucket)).uploads()).isEmpty();
        }
    }

    @Test
    void markersOfDirectoriesAreNoObjects() {
        put("d/a");
        try (S3Client client = CephRgw.client()) {
            for (String marker : List.of("", "d/", "d//b")) {
                client.putObject(put -> put.bucket(bucket).key(key(marker)), RequestBody.empty());
            }
        }

        assertThat(names("", "")).containsExactly("d/a");
    }

    @Test
    void wholeBucketIsAStoreToo() {
        String own = CephRgw.newBucket();
        try (ObjectStore whole = ObjectStores.open("s3://" + own, CephRgw.environment())) {
            whole.put("a", bytes("x"));

            assertThat(whole.location()).isEqualTo("s3://" + own);
            assertThat(whole.get("a", PART)).isEqualTo(bytes("x"));
        }
    }

    @Test
    void bucketIsMadeOnceAndOnlyOnDemand() {
        String location = "s3://made-" + bucket + "/prefix";
        try (ObjectStore made = ObjectStores.open(location, CephRgw.environment())) {
            assertThatThrownBy(() -> made.put("a", new byte[1])).hasMessageContaining("the bucket does not exist");

            ObjectStores.createBucket(location, CephRgw.environment());
            ObjectStores.createBucket(location, CephRgw.environment());

            made.put("a", new byte[1]);
        }
    }

    @Test
    void wrongSecretIsSaidWithoutShowingIt() {
        try (ObjectStore wrong = open(Map.of("AWS_SECRET_ACCESS_KEY", "swordfish"))) {
            assertRefused(wrong, "SignatureDoesNotMatch (status 403, request ");
        }
    }

    @Test
    void unknownKeyIsSaid() {
        try (ObjectStore wrong = open(Map.of("AWS_ACCESS_KEY_ID", "nobody", "AWS_SECRET_ACCESS_KEY", "swordfish"))) {
            assertRefused(wrong, "InvalidAccessKeyId (status 403, request ");
        }
    }

    @Test
    void missingBucketIsSaid() {
        try (ObjectStore none = ObjectStores.open("s3://no-such-bucket/p", CephRgw.environment())) {
            assertRefused(none, "NoSuchBucket (status 404, request ");
        }
    }

    @Test
    void unreachableServerIsSaid() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        try (ObjectStore none = open(Map.of("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:" + port))) {
            assertRefused(none, "Connection refused");
        }
    }

    private static ObjectStore open(Map<String, String> changes) {
        Map<String, String> environment = new HashMap<>(CephRgw.environment());
        environment.putAll(changes);
        return ObjectStores.open("s3://" + bucket + "/p", environment);
    }

    /** Every method fails in the same way. */
    private void assertRefused(ObjectStore broken, String reason) {
        List<ThrowingCallable> calls = List.of(
                () -> broken.put("a", bytes("x")),
                () -> broken.put("a", new byte[6 << 20]),
                () -> broken.get("a", PART),
                () -> broken.read("a", 1, 1),
                () -> broken.download("a", directory.resolve("target")),
                () -> broken.list("", "", object -> {}),
                () -> broken.delete(List.of("a")));
        for (ThrowingCallable call : calls) {
            assertThatThrownBy(call)
                    .isExactlyInstanceOf(StorageException.class)
                    .hasMessageContaining(broken.location())
                    .hasMessageContaining(reason)
                    .hasMessageNotContaining("swordfish");
        }
    }

    private String key(String name) {
        return store.location().substring(("s3://" + bucket + "/").length()) + "/" + name;
    }

    /** Two parts, of which the second cannot be read. */
    private static final class BreakingContent implements UploadContent {
        @Override
        public long size() {
            return 2 * PART.bytes();
        }

        @Override
        public byte[] read(long offset, int length) throws IOException {
            if (offset > 0) {
                throw new IOException("the disk broke");
            }
            return new byte[length];
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
