package dev.skytrove.lake.storage;

import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Makes the client that every S3 server understands; {@code docs/operations/storage.md} says which server needs what. */
final class S3Clients {
    private static final int ATTEMPTS = 5;
    private static final int MAX_CONNECTIONS = 64;
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    /** How long a server may be silent in the middle of an answer. */
    private static final Duration SILENCE_LIMIT = Duration.ofSeconds(30);
    /** How long one call may take, retries and all of a large object included. */
    static final Duration CALL_LIMIT = Duration.ofMinutes(10);

    private S3Clients() {}

    static S3Client open(S3Settings settings) {
        return open(settings, CALL_LIMIT);
    }

    /** @param patience how long one call may take where nothing else is told; a third of it, how long the server is silent */
    static S3Client open(S3Settings settings, Duration patience) {
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(settings.region()))
                .credentialsProvider(StaticCredentialsProvider.create(credentials(settings)))
                .httpClientBuilder(http(patience))
                // Ceph up to 17 refuses the SDK's default checksum trailers.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false))
                .overrideConfiguration(limits(settings, patience));
        if (!settings.endpoint().isEmpty()) {
            // Only AWS has a name and a certificate for every bucket's host.
            builder.endpointOverride(URI.create(settings.endpoint())).forcePathStyle(true);
        }
        return builder.build();
    }

    private static AwsCredentials credentials(S3Settings settings) {
        return settings.sessionToken().isEmpty()
                ? AwsBasicCredentials.create(settings.accessKey(), settings.secretKey())
                : AwsSessionCredentials.create(settings.accessKey(), settings.secretKey(), settings.sessionToken());
    }

    private static SdkHttpClient.Builder<?> http(Duration patience) {
        Duration third = patience.dividedBy(3);
        return Apache5HttpClient.builder()
                .connectionTimeout(CONNECT_LIMIT)
                .connectionAcquisitionTimeout(CALL_LIMIT)
                .socketTimeout(third.compareTo(SILENCE_LIMIT) < 0 ? third : SILENCE_LIMIT)
                .maxConnections(MAX_CONNECTIONS);
    }

    private static ClientOverrideConfiguration limits(S3Settings settings, Duration patience) {
        ProfileFile none = ProfileFile.builder()
                .content(InputStream.nullInputStream())
                .type(ProfileFile.Type.CONFIGURATION)
                .build();
        return ClientOverrideConfiguration.builder()
                .apiCallTimeout(patience)
                .addExecutionInterceptor(new RequestRateLimiter(settings.requestsPerSecond()))
                .addExecutionInterceptor(new S3Answers())
                .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(ATTEMPTS).build())
                // Not what happens to lie in the home directory.
                .defaultProfileFile(none)
                .build();
    }
}
