package dev.skytrove.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The S3 server that production runs on: a Ceph RADOS Gateway on the loopback address, its data in memory. It is
 * started when the first test of a JVM asks for it, used by all of them, and gone when the JVM ends. Tests keep apart
 * by a bucket each.
 */
public final class TestingS3 {
    private static final Duration START = Duration.ofMinutes(5);

    private final Map<String, String> settings;

    private TestingS3(Map<String, String> settings) {
        this.settings = settings;
    }

    /** The server, started by the first call. Where {@code ../shared/s3} is absent the calling test is skipped. */
    public static TestingS3 get() {
        Assumptions.assumeTrue(Files.exists(script()), () -> "needs " + script());
        return Holder.RUNNING;
    }

    /** The server for what is no test; empty where {@code ../shared/s3} is absent. */
    public static Optional<TestingS3> find() {
        return Files.exists(script()) ? Optional.of(Holder.RUNNING) : Optional.empty();
    }

    /** Makes an empty bucket. */
    public String createBucket() {
        String bucket = "test-" + UUID.randomUUID();
        try (S3Client client = client()) {
            client.createBucket(request -> request.bucket(bucket));
        }
        return bucket;
    }

    /** From now on the server refuses to delete one object of a bucket, whoever asks. */
    public void refuseToDelete(String bucket, String key) {
        String policy =
                """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*",
                  "Action": "s3:DeleteObject", "Resource": "arn:aws:s3:::%s/%s"}]}
                """.formatted(bucket, key);
        try (S3Client client = client()) {
            client.putBucketPolicy(request -> request.bucket(bucket).policy(policy));
        }
    }

    /** The value of SKYTROVE_STORAGE for a bucket. */
    public static String storageUri(String bucket, String prefix) {
        return "s3://" + bucket + "/" + prefix;
    }

    /** The variables that tell a process of this server and how to be let in. */
    public Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL_S3", settings.get("S3_ENDPOINT"),
                "AWS_REGION", settings.get("S3_REGION"),
                "AWS_ACCESS_KEY_ID", settings.get("S3_ACCESS_KEY"),
                "AWS_SECRET_ACCESS_KEY", settings.get("S3_SECRET_KEY"));
    }

    /** Copies all objects whose names start with a prefix into a directory, below the rest of their names. */
    public void download(String bucket, String prefix, Path directory) {
        try (S3Client client = client()) {
            client.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix)).contents().stream()
                    .map(S3Object::key)
                    .forEach(key -> download(client, bucket, key, directory.resolve(key.substring(prefix.length()))));
        }
    }

    /** The client refuses to replace a file. */
    private static void download(S3Client client, String bucket, String key, Path target) {
        try {
            Files.createDirectories(target.getParent());
            Files.deleteIfExists(target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        client.getObject(request -> request.bucket(bucket).key(key), target);
    }

    /** Set as the server's README says that a client for Ceph must be. */
    private S3Client client() {
        AwsBasicCredentials credentials =
                AwsBasicCredentials.create(settings.get("S3_ACCESS_KEY"), settings.get("S3_SECRET_KEY"));
        return S3Client.builder()
                .endpointOverride(URI.create(settings.get("S3_ENDPOINT")))
                .region(Region.of(settings.get("S3_REGION")))
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }

    private static TestingS3 start() {
        Path directory = TemporaryDirectory.create("s3").path();
        wipeWhenThisJvmEnds(directory);
        String server = directory.resolve("server").toString();
        try (ChildProcess script = ChildProcess.command(script().toString(), "start", server, "0")
                .environment("CEPH_RGW_STORE", "memstore")
                .start()) {
            if (script.waitFor(START) != 0) {
                throw new IllegalStateException("the S3 server did not start:\n" + script.stderr());
            }
        }
        return new TestingS3(settings(directory.resolve("server/s3.env")));
    }

    /** A shell that waits for the end of its input, which comes with the end of this JVM however that happens. */
    private static void wipeWhenThisJvmEnds(Path directory) {
        String command = "cat; \"$0\" wipe \"$1\"/server; rm -rf \"$1\"";
        try {
            new ProcessBuilder("sh", "-c", command, script().toString(), directory.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> settings(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(line -> line.split("=", 2)).collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path script() {
        return ProjectPaths.find().shared().resolve("s3/ceph-rgw");
    }

    /** Starts the server once for all tests of a JVM. */
    private static final class Holder {
        private static final TestingS3 RUNNING = start();
    }
}
