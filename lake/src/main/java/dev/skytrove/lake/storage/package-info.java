/**
 * The bucket, behind one narrow interface: {@code file:} directories and {@code s3:} buckets behave alike.
 *
 * <p>Nothing outside this package knows the AWS SDK, and every failure leaves it as a {@link
 * dev.skytrove.lake.storage.StorageException}. {@code docs/operations/storage.md} lists what differs between S3 servers and
 * what our client does about it.
 */
package dev.skytrove.lake.storage;
