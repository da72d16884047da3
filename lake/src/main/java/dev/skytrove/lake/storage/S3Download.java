package dev.skytrove.lake.storage;

import java.io.IOException;
import java.io.OutputStream;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Reads the body of an answer inside the SDK's retries, which do not cover it by themselves. */
final class S3Download {
    private static final int BUFFER = 1 << 16;

    private S3Download() {}

    /**
     * Copies a whole body.
     *
     * @throws RetryableException if the connection breaks or ends too early: the SDK then asks again
     * @throws IOException if {@code out} fails, which asking again does not mend
     */
    static void copy(GetObjectResponse response, AbortableInputStream body, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long copied = 0;
        try {
            for (int count = read(body, buffer); count >= 0; count = read(body, buffer)) {
                out.write(buffer, 0, count);
                copied += count;
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

    private static int read(AbortableInputStream body, byte[] buffer) {
        try {
            return body.read(buffer);
        } catch (IOException e) {
            throw RetryableException.create("the connection broke: " + e.getMessage(), e);
        }
    }
}
