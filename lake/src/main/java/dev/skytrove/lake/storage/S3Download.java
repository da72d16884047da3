package dev.skytrove.lake.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Reads the body of an answer inside the SDK's retries, which do not cover it by themselves. */
final class S3Download {
    private static final int BUFFER = 1 << 16;
    /** At this rate the largest file of an hour would take many hours; no store that works is as slow. */
    private static final long LEAST_BYTES = 1 << 16;

    private static final Duration WINDOW = Duration.ofSeconds(10);

    private S3Download() {}

    /**
     * Copies a whole body.
     *
     * @throws RetryableException if the connection breaks or ends too early: the SDK then asks again
     * @throws StorageException if it hardly makes progress
     * @throws IOException if {@code out} fails, which asking again does not mend
     */
    static void copy(GetObjectResponse response, AbortableInputStream body, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long copied = 0;
        long windowStart = System.nanoTime();
        long copiedBefore = 0;
        try {
            for (int count = read(body, buffer); count >= 0; count = read(body, buffer)) {
                out.write(buffer, 0, count);
                copied += count;
                if (System.nanoTime() - windowStart > WINDOW.toNanos()) {
                    requireProgress(copied - copiedBefore);
                    windowStart = System.nanoTime();
                    copiedBefore = copied;
                }
            }
        } catch (IOException | RuntimeException e) {
            // Else the rest of the body would be read to reuse the connection.
            body.abort();
            throw e;
        }
        if (copied != response.contentLength()) {
            throw RetryableException.create("got " + copied + " of " + response.contentLength() + " bytes");
        }
    }

    private static void requireProgress(long bytes) {
        if (bytes < LEAST_BYTES) {
            throw new StorageException(bytes + " bytes came in " + WINDOW.toSeconds() + " s, which is too slow");
        }
    }

    private static int read(AbortableInputStream body, byte[] buffer) {
        try {
            return body.read(buffer);
        } catch (IOException e) {
            throw RetryableException.create("the connection broke: " + e.getMessage(), e);
        }
    }
}
