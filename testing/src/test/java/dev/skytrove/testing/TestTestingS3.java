package dev.skytrove.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
final class TestTestingS3 {
    @Test
    void serverAnswersAndBucketsStartEmpty(@TempDir Path directory) throws Exception {
        TestingS3 s3 = TestingS3.get();

        String bucket = s3.createBucket();
        s3.download(bucket, "", directory);

        assertThat(bucket).isNotEqualTo(s3.createBucket());
        assertThat(directory).isEmptyDirectory();
        assertThat(status(s3.environment().get("AWS_ENDPOINT_URL_S3") + "/" + bucket)).isEqualTo(403);
    }

    private static int status(String url) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }
}
