package dev.skytrove.lake.storage;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;

/** The server that Hetzner runs: one Ceph RGW for all tests of this JVM, started when first asked for. */
final class CephRgw {
    private static final AtomicInteger BUCKETS = new AtomicInteger();
    private static Map<String, String> started;

    private CephRgw() {}

    /** The {@code AWS_*} variables that reach it. Skips the test where the script that starts it is absent. */
    static synchronized Map<String, String> environment() {
        if (started == null) {
            Path script = root().resolve("../shared/s3/ceph-rgw").normalize();
            assumeTrue(Files.isExecutable(script), "no ../shared/s3/ceph-rgw to start a Ceph RGW with");
            started = start(script);
        }
        return Map.of(
                "AWS_ENDPOINT_URL_S3", started.get("S3_ENDPOINT"),
                "AWS_REGION", started.get("S3_REGION"),
                "AWS_ACCESS_KEY_ID", started.get("S3_ACCESS_KEY"),
                "AWS_SECRET_ACCESS_KEY", started.get("S3_SECRET_KEY"));
    }

    /** The name of a new, empty bucket. */
    static String newBucket() {
        String bucket = "bucket-" + BUCKETS.incrementAndGet();
        try (S3Client client = client()) {
            client.createBucket(create -> create.bucket(bucket));
        }
        return bucket;
    }

    /** A client as the store's own, to look behind it. */
    static S3Client client() {
        return S3Clients.open(S3Settings.of(environment()));
    }

    private static Map<String, String> start(Path script) {
        try {
            Path directory = Files.createTempDirectory("rgw");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> wipe(script, directory)));
            return run(script, "start", directory.resolve("ceph").toString(), "0")
                    .lines()
                    .map(line -> line.split("=", 2))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void wipe(Path script, Path directory) {
        try {
            run(script, "wipe", directory.resolve("ceph").toString());
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String run(Path script, String... arguments) throws IOException {
        List<String> command = Stream.concat(Stream.of(script.toString()), Stream.of(arguments)).toList();
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("CEPH_RGW_STORE", "memstore");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(command + " failed: " + output);
        }
        return output;
    }

    private static Path root() {
        return Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
                .filter(path -> Files.exists(path.resolve("pom.xml")) && Files.exists(path.resolve(".mvn")))
                .findFirst()
                .orElseThrow();
    }
}
