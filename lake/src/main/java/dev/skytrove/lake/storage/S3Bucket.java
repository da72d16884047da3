package dev.skytrove.lake.storage;

import dev.skytrove.lake.storage.StorageLocation.S3Location;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/** The bucket itself, before there are objects in it. */
final class S3Bucket {
    private S3Bucket() {}

    /** Makes the bucket unless it exists; several may try at once. */
    static void create(S3Location location, S3Settings settings) {
        try (S3Client client = S3Clients.open(settings)) {
            S3Failures.translate("create bucket", location.bucket(), location.toString(), () -> {
                createIfMissing(client, location.bucket());
                return location;
            });
        }
    }

    private static void createIfMissing(S3Client client, String bucket) {
        try {
            client.headBucket(request -> request.bucket(bucket));
        } catch (NoSuchBucketException missing) {
            try {
                client.createBucket(request -> request.bucket(bucket));
            } catch (BucketAlreadyOwnedByYouException e) {
                // Another process was faster.
            }
        }
    }
}
