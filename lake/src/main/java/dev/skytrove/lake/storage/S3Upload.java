package dev.skytrove.lake.storage;

import dev.skytrove.lake.DataSize;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedMultipartUpload;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/**
 * Puts one object: in one request, or in parts if it is large. Holds one part in memory at a time, so that a retry
 * sends what was summed up.
 *
 * @param client the client
 * @param bucket the bucket
 * @param key the object's key
 * @param part the largest request; larger objects go in parts of this size
 */
record S3Upload(S3Client client, String bucket, String key, DataSize part) {
    /** S3's limit. */
    private static final int MAX_PARTS = 10_000;

    /** S3's limit of one request. */
    private static final DataSize MAX_PUT = new DataSize(5L << 30);

    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;
    private static final int BUFFER = 1 << 16;

    void put(UploadContent content) throws IOException {
        if (content.size() <= part.bytes()) {
            putWhole(content.read(0, Math.toIntExact(content.size())));
        } else {
            putInParts(content);
        }
    }

    /**
     * Puts a file in one request unless an object has the key. Not in parts: Ceph up to 18 ignores the condition there.
     *
     * @return false if an object has it
     */
    boolean putIfAbsent(Path file) throws IOException {
        if (Files.size(file) > MAX_PUT.bytes()) {
            throw new IOException(Files.size(file) + " bytes are more than one request may have, " + MAX_PUT);
        }
        String md5 = md5(file);
        try {
            client.putObject(
                    put -> put.bucket(bucket)
                            .key(key)
                            .contentType(contentType())
                            .contentMD5(md5)
                            .ifNoneMatch("*")
                            .overrideConfiguration(large -> large.apiCallTimeout(S3Clients.CALL_LIMIT)),
                    RequestBody.fromFile(file));
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() == PRECONDITION_FAILED) {
                return false;
            }
            throw e;
        }
    }

    private void putWhole(byte[] bytes) {
        client.putObject(
                put -> put.bucket(bucket).key(key).contentType(contentType()).contentMD5(md5(bytes)),
                RequestBody.fromBytes(bytes));
    }

    private void putInParts(UploadContent content) throws IOException {
        if (content.size() / part.bytes() >= MAX_PARTS) {
            throw new IOException(content.size() + " bytes are more than " + MAX_PARTS + " parts of " + part);
        }
        String id = client.createMultipartUpload(
                        create -> create.bucket(bucket).key(key).contentType(contentType()))
                .uploadId();
        if (id == null) {
            throw new IOException("the server began no upload of parts");
        }
        try {
            complete(id, putParts(content, id));
            check(content.size());
        } catch (IOException | RuntimeException e) {
            abort(id, e);
            throw e;
        }
    }

    private void complete(String id, List<CompletedPart> parts) {
        try {
            client.completeMultipartUpload(complete -> complete.bucket(bucket)
                    .key(key)
                    .uploadId(id)
                    .multipartUpload(CompletedMultipartUpload.builder().parts(parts).build()));
        } catch (S3Exception e) {
            // So it is answered when the first answer was lost and the SDK asked again; whether the object is there is asked next.
            if (e.statusCode() != NOT_FOUND) {
                throw e;
            }
        } catch (SdkClientException e) {
            if (!S3Failures.isBrokenOff(e)) {
                throw e;
            }
        }
    }

    // The answer that completes an upload says little, with some servers nothing.
    private void check(long size) throws IOException {
        Long stored = client.headObject(head -> head.bucket(bucket).key(key)).contentLength();
        if (stored == null || stored != size) {
            throw new IOException("of " + size + " bytes put in parts the server has " + stored);
        }
    }

    private List<CompletedPart> putParts(UploadContent content, String id) throws IOException {
        List<CompletedPart> parts = new ArrayList<>();
        for (long offset = 0; offset < content.size(); offset += part.bytes()) {
            byte[] bytes = content.read(offset, (int) Math.min(part.bytes(), content.size() - offset));
            int number = parts.size() + 1;
            String etag = putPart(id, number, bytes);
            parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
        }
        return parts;
    }

    private String putPart(String id, int number, byte[] bytes) {
        UploadPartRequest request = UploadPartRequest.builder()
                .bucket(bucket)
                .key(key)
                .uploadId(id)
                .partNumber(number)
                .contentMD5(md5(bytes))
                .build();
        return client.uploadPart(request, RequestBody.fromBytes(bytes)).eTag();
    }

    // What is not aborted is stored and paid for until a lifecycle rule of the bucket ends it.
    private void abort(String id, Exception failure) {
        try {
            client.abortMultipartUpload(abort -> abort.bucket(bucket).key(key).uploadId(id));
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private String contentType() {
        return switch (key.substring(key.lastIndexOf('.') + 1)) {
            case "parquet" -> "application/vnd.apache.parquet";
            case "jsonl" -> "application/x-ndjson";
            case "json" -> "application/json";
            default -> "application/octet-stream";
        };
    }

    // The one checksum that every Ceph verifies.
    private static String md5(byte[] bytes) {
        return Base64.getEncoder().encodeToString(md5().digest(bytes));
    }

    private static String md5(Path file) throws IOException {
        MessageDigest md5 = md5();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                md5.update(buffer, 0, count);
            }
        }
        return Base64.getEncoder().encodeToString(md5.digest());
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
